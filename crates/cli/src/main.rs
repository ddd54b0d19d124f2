//! The binary `unhunch`.

use std::process::ExitCode;

fn main() -> ExitCode {
    unhunch::run()
}
