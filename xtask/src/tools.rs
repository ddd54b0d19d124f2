//! What has to be on the machine: a C compiler (SQLite is C), rustfmt and clippy.
//!
//! What can be installed without asking is: parts of the toolchain through rustup, and on Debian, for
//! root, the compiler. Otherwise the message says what to type.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::workspace::Failure;

/// Cargo, as it was called.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Installs or asks for what is missing.
///
/// # Errors
///
/// With what to type, when something is missing and cannot be installed from here.
pub(crate) fn prepare() -> Result<(), Failure> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let there = || succeeds(cargo().args([subcommand, "--version"]));
        if there() {
            continue;
        }
        println!("installing {component} through rustup");
        let installed = succeeds(Command::new("rustup").args(["component", "add", component]));
        if !installed || !there() {
            return Err(format!(
                "{component} is missing; install it with `rustup component add {component}`"
            )
            .into());
        }
    }
    c_compiler()
}

/// The C compiler that the build of SQLite calls.
fn c_compiler() -> Result<(), Failure> {
    // With MSVC the compiler is found through the registry; its linker built xtask itself.
    if cfg!(all(windows, target_env = "msvc")) {
        return Ok(());
    }
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let program = compiler.split_whitespace().next().unwrap_or("cc");
    let there = || succeeds(Command::new(program).arg("--version"));
    if there() {
        return Ok(());
    }
    if Path::new("/etc/debian_version").exists() && is_root() {
        println!("installing gcc through apt-get");
        let updated = succeeds(Command::new("apt-get").args(["update", "--quiet"]));
        let installed = succeeds(Command::new("apt-get").args([
            "install",
            "--yes",
            "--no-install-recommends",
            "gcc",
            "libc6-dev",
        ]));
        if updated && installed && there() {
            return Ok(());
        }
    }
    Err(format!(
        "the C compiler `{program}` is missing; install one: `apt-get install gcc libc6-dev` on Debian \
         and Ubuntu, `dnf install gcc` on Fedora, `apk add build-base` on Alpine, `xcode-select \
         --install` on macOS"
    )
    .into())
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}

/// Runs a command without its output; false when it fails or is not there.
fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
