//! Uses an archive as somebody does who has just unpacked it.

use std::fs;
use std::path::Path;

use super::Unpacked;
use super::run::{Server, ended, prints, program};
use crate::dist::flavour::Flavour;
use crate::workspace::{Failure, at};

/// Files that every archive has, beside the program, its pages and its completions.
pub(super) const EVERY: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "LICENSE-CONTENT",
    "THIRD-PARTY-NOTICES.md",
    "COPYRIGHT-rust-standard-library.html",
];
/// Completions, with the name of the program to be put in.
const COMPLETIONS: &[&str] = &[
    "bash/NAME",
    "zsh/_NAME",
    "fish/NAME.fish",
    "powershell/_NAME.ps1",
    "elvish/NAME.elv",
];

/// Uses it.
///
/// # Errors
///
/// With what is missing or does not work.
pub(super) fn uses(unpacked: &Unpacked) -> Result<(), Failure> {
    has_everything(unpacked)?;
    let data = unpacked.folder.with_file_name("data");
    let tool = unpacked.program();
    let says = prints(program(&tool, &data).arg("--version"))?;
    let wanted = format!("{} {}\n", unpacked.flavour.program(), unpacked.version);
    if says != wanted {
        return Err(format!("{}: says \"{says}\" as its version", tool.display()).into());
    }
    match unpacked.flavour {
        Flavour::Full => {
            lists(&tool, &data)?;
            works(&tool, &data)?;
            prints(program(&tool, &data).args(["tui", "--help"]))?;
            Server::start(program(&tool, &data).arg("serve"))?.is_well()
        }
        Flavour::Cli => {
            lists(&tool, &data)?;
            works(&tool, &data)?;
            for (command, what) in [("tui", "terminal UI"), ("serve", "web pages")] {
                refuses(&tool, &data, command, what)?;
            }
            Ok(())
        }
        Flavour::Server => serves(&tool, &data),
    }
}

fn has_everything(unpacked: &Unpacked) -> Result<(), Failure> {
    let name = unpacked.flavour.program();
    let mut wanted: Vec<String> = EVERY.iter().map(ToString::to_string).collect();
    wanted.push(format!("man/man1/{name}.1"));
    wanted.extend(
        COMPLETIONS
            .iter()
            .map(|path| format!("completions/{}", path.replace("NAME", name))),
    );
    if unpacked.flavour == Flavour::Server && unpacked.target.contains("linux") {
        wanted.push("systemd/unhunch-server.service".to_owned());
    }
    for path in wanted {
        let there = unpacked.folder.join(&path).metadata();
        if there.map_or(0, |file| file.len()) == 0 {
            return Err(format!("{}: {path} is missing", unpacked.folder.display()).into());
        }
    }
    Ok(())
}

fn lists(tool: &Path, data: &Path) -> Result<(), Failure> {
    let listed = prints(program(tool, data).arg("list"))?;
    if listed.contains("Cat-cow") {
        Ok(())
    } else {
        Err(format!("{} lists no techniques:\n{listed}", tool.display()).into())
    }
}

/// The check, a plan, a picture, something for an author, and what is in the diary then.
fn works(tool: &Path, data: &Path) -> Result<(), Failure> {
    let says = |arguments: &[&str]| prints(program(tool, data).args(arguments));
    let wrong = |what: &str| Err(format!("{}: {what}", tool.display()).into());
    says(&["check", "--none"])?;
    let plan: serde_json::Value =
        serde_json::from_str(&says(&["plan", "--minutes", "5", "--json"])?)?;
    if plan["timeline"]["segments"]
        .as_array()
        .is_none_or(Vec::is_empty)
    {
        return wrong("plans nothing");
    }
    let made = |name: &str| data.with_file_name("made").join(name);
    let read = |name: &str| {
        let path = made(name);
        fs::read(&path).map_err(|error| at(&path, &error))
    };
    let folder = made("");
    let into = folder.to_string_lossy();
    fs::create_dir_all(&folder).map_err(|error| at(&folder, &error))?;
    says(&[
        "figure",
        "cat-cow",
        "-o",
        &made("cat-cow.png").to_string_lossy(),
    ])?;
    if !read("cat-cow.png")?.starts_with(b"\x89PNG") {
        return wrong("draws no picture");
    }
    says(&["content", "new", "technique", "wall-lean", "--into", &into])?;
    let schema = read("schema/technique.schema.json")?;
    serde_json::from_slice::<serde_json::Value>(&schema)?;
    if !says(&["export"])?.contains("check") {
        return wrong("has no check in its diary");
    }
    Ok(())
}

/// A command that this flavour does not have says so, and which one has it.
fn refuses(tool: &Path, data: &Path, command: &str, what: &str) -> Result<(), Failure> {
    let told = ended(program(tool, data).arg(command))?;
    let says = told.err.split_whitespace().collect::<Vec<_>>().join(" ");
    if told.code == Some(2) && says.contains(what) && says.contains("full") {
        Ok(())
    } else {
        Err(format!(
            "{} {command}: ends with {:?}: {says}",
            tool.display(),
            told.code
        )
        .into())
    }
}

/// The server answers, and its own check of that tells a server from none.
fn serves(tool: &Path, data: &Path) -> Result<(), Failure> {
    let mut server = Server::start(&mut program(tool, data))?;
    server.is_well()?;
    let address = server.address.clone();
    let health = || ended(program(tool, data).args(["--health", "--listen", &address]));
    let told = health()?;
    if told.code != Some(0) {
        return Err(format!("--health says of a server that answers: {}", told.err).into());
    }
    server.stop();
    let told = health()?;
    if told.code != Some(1) || !told.err.contains(&address) {
        return Err(format!("--health says of no server: {:?} {}", told.code, told.err).into());
    }
    Ok(())
}
