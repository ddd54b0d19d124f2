//! What has to be on the machine: a C compiler (SQLite is C), rustfmt and clippy; for the web pages Node, a
//! browser with its driver, and axe-core, which looks for what keeps people out of a page.
//!
//! What can be installed without asking is: parts of the toolchain through rustup, axe-core through npm into
//! `target/browser`, and on Debian, for root, the rest. Otherwise the message says what to type.

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
pub(crate) fn prepare(root: &Path) -> Result<(), Failure> {
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
    c_compiler()?;
    let version = |program| succeeds(Command::new(program).arg("--version"));
    debian(
        || version("node"),
        &["nodejs"],
        "Node is missing, which plays the journeys with the web page's player; install version 18 or \
         newer: `apt-get install nodejs` on Debian and Ubuntu, `dnf install nodejs` on Fedora, `brew \
         install node` on macOS",
    )?;
    debian(
        || version("chromium") && version("chromedriver"),
        &["chromium", "chromium-driver"],
        "Chromium or its driver is missing, in which the web pages are tested; install both: `apt-get \
         install chromium chromium-driver` on Debian, `dnf install chromium chromedriver` on Fedora",
    )?;
    axe(root)
}

/// The axe-core that pages are tested with.
const AXE: &str = "axe-core@4.14.1";

/// Installs axe-core into `target/browser`.
fn axe(root: &Path) -> Result<(), Failure> {
    let folder = root.join("target/browser");
    let there = || folder.join("node_modules/axe-core/axe.min.js").is_file();
    if there() {
        return Ok(());
    }
    let missing = format!(
        "axe-core is missing, which the web pages are held to; install it: `npm install --prefix \
         target/browser {AXE}`"
    );
    let npm = || succeeds(Command::new("npm").arg("--version"));
    debian(npm, &["npm"], &missing)?;
    println!("installing {AXE} through npm");
    let wanted = ["install", "--no-save", "--ignore-scripts", "--prefix"];
    let installed = succeeds(Command::new("npm").args(wanted).arg(&folder).arg(AXE));
    if installed && there() {
        Ok(())
    } else {
        Err(missing.into())
    }
}

/// Makes sure that something is there: on Debian, for root, by installing packages.
fn debian(there: impl Fn() -> bool, packages: &[&str], missing: &str) -> Result<(), Failure> {
    if there() {
        return Ok(());
    }
    if Path::new("/etc/debian_version").exists() && is_root() {
        println!("installing {} through apt-get", packages.join(" "));
        // A package list that could not be fetched may not be the one that is needed.
        let _ = succeeds(Command::new("apt-get").args(["update", "--quiet"]));
        let install = ["install", "--yes", "--no-install-recommends"];
        let installed = succeeds(
            Command::new("apt-get")
                .args(install)
                .args(packages)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        );
        if installed && there() {
            return Ok(());
        }
    }
    Err(missing.into())
}

/// The C compiler that the build of SQLite calls.
fn c_compiler() -> Result<(), Failure> {
    // With MSVC the compiler is found through the registry; its linker built xtask itself.
    if cfg!(all(windows, target_env = "msvc")) {
        return Ok(());
    }
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let program = compiler.split_whitespace().next().unwrap_or("cc");
    debian(
        || succeeds(Command::new(program).arg("--version")),
        &["gcc", "libc6-dev"],
        &format!(
            "the C compiler `{program}` is missing; install one: `apt-get install gcc libc6-dev` on Debian \
             and Ubuntu, `dnf install gcc` on Fedora, `apk add build-base` on Alpine, `xcode-select \
             --install` on macOS"
        ),
    )
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
