//! The binary `unhunch-tui`: the terminal UI by itself.

use std::io::Write as _;
use std::process::ExitCode;

use unhunch_tui::{Ended, Setup, run};

const HELP: &str = "\
unhunch-tui: loosen an upper back that desk work has tightened, in a terminal

Usage: unhunch-tui [--data DIR]

  --data DIR   keep the journal in this folder
  --version    say the version
  --help       say this

`unhunch tui` is the same; `unhunch start --plain` plays a session in lines of text.
";

fn main() -> ExitCode {
    let mut data = None;
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--help" | "-h") => return say(HELP),
            Some("--version" | "-V") => {
                return say(concat!("unhunch-tui ", env!("CARGO_PKG_VERSION"), "\n"));
            }
            Some("--data") => match args.next() {
                Some(dir) => data = Some(dir.into()),
                None => return fail("--data needs a folder", 2),
            },
            _ => {
                let says = format!("unknown argument {}; see --help", arg.display());
                return fail(&says, 2);
            }
        }
    }
    let folder = match unhunch_host::data_folder(data) {
        Ok(folder) => folder,
        Err(error) => return fail(&error.message, 1),
    };
    let library = Box::leak(Box::new(unhunch_bundle::library()));
    match run(Setup { library, folder }) {
        Ok(Ended::Left) => ExitCode::SUCCESS,
        Ok(Ended::Interrupted) => ExitCode::from(130),
        Err(error) => fail(&error.to_string(), 1),
    }
}

fn say(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn fail(says: &str, code: u8) -> ExitCode {
    // When even standard error is gone, the exit code still tells.
    let _ = writeln!(std::io::stderr(), "error: {says}");
    ExitCode::from(code)
}
