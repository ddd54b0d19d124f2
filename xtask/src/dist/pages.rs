//! Manual pages and completions of a program, asked of the very program that is packed.
//!
//! `unhunch` writes both itself. `unhunch-server` reads its few arguments by hand, so what it says with `--help`
//! is read here, and pages and completions are made of it: the help is the one place where they are written.

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::{Arg, ArgAction, ValueHint};
use clap_complete::Shell;

use super::tree::Tree;
use crate::workspace::Failure;

/// The shells, and what their completions of a program are called.
const SHELLS: &[(Shell, &str)] = &[
    (Shell::Bash, "bash/NAME"),
    (Shell::Zsh, "zsh/_NAME"),
    (Shell::Fish, "fish/NAME.fish"),
    (Shell::PowerShell, "powershell/_NAME.ps1"),
    (Shell::Elvish, "elvish/NAME.elv"),
];

/// What goes with a program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pages {
    /// Manual pages by their names.
    pub(crate) manual: Vec<(String, Vec<u8>)>,
    /// Completions by their paths: the shell, and what it calls them.
    pub(crate) completions: Vec<(String, Vec<u8>)>,
}

impl Pages {
    /// Puts all of it into a tree.
    pub(crate) fn into_tree(self, tree: &mut Tree) {
        for (name, page) in self.manual {
            tree.text(&format!("man/man1/{name}"), page);
        }
        for (path, script) in self.completions {
            tree.text(&format!("completions/{path}"), script);
        }
    }
}

/// The pages of `unhunch`, which it writes into a folder that is made for them.
///
/// # Errors
///
/// When the program fails.
pub(crate) fn of_unhunch(program: &Path, scratch: &Path) -> Result<Pages, Failure> {
    let folder = scratch.join("man");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut pages = Pages::default();
    output(Command::new(program).arg("man").arg("--dir").arg(&folder))?;
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        pages.manual.push((name, fs::read(entry.path())?));
    }
    pages.manual.sort();
    for (shell, path) in SHELLS {
        let script = output(Command::new(program).args(["completions", &shell.to_string()]))?;
        pages
            .completions
            .push((path.replace("NAME", "unhunch"), script));
    }
    Ok(pages)
}

/// The pages of `unhunch-server`, made of its help.
///
/// # Errors
///
/// When the program fails, or its help is laid out in another way.
pub(crate) fn of_server(program: &Path) -> Result<Pages, Failure> {
    let help = String::from_utf8(output(Command::new(program).arg("--help"))?)?;
    let version = String::from_utf8(output(Command::new(program).arg("--version"))?)?;
    let version = version.split_whitespace().nth(1).unwrap_or_default();
    let mut command = described(&help)?.version(kept(version));
    let name = command.get_name().to_owned();
    let mut pages = Pages::default();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    pages.manual.push((format!("{name}.1"), page));
    for (shell, path) in SHELLS {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut command, name.clone(), &mut script);
        pages
            .completions
            .push((path.replace("NAME", &name), script));
    }
    Ok(pages)
}

/// A definition of the command line that a help describes: `NAME: what it is` in the first line, and a line for
/// each option, `  --option VALUE   what it does`. What follows the options is said after them.
fn described(help: &str) -> Result<clap::Command, Failure> {
    let (name, about) = help
        .lines()
        .next()
        .and_then(|line| line.split_once(": "))
        .ok_or("the help does not begin with the name of the program")?;
    let mut command = clap::Command::new(kept(name))
        .about(about.to_owned())
        .disable_help_flag(true)
        .disable_version_flag(true);
    let mut after = "";
    for line in help.lines().skip(1) {
        let Some((option, says)) = line
            .strip_prefix("  --")
            .and_then(|rest| rest.split_once("  "))
        else {
            let usage = line.is_empty() || line.starts_with("Usage: ") || line.starts_with(' ');
            if !usage && after.is_empty() {
                let begin = help.find(line).unwrap_or(help.len());
                after = help[begin..].trim_end();
            }
            continue;
        };
        let (option, value) = match option.split_once(' ') {
            Some((option, value)) => (option, Some(value.trim())),
            None => (option, None),
        };
        let mut arg = Arg::new(kept(option))
            .long(kept(option))
            .help(says.trim().to_owned());
        arg = match value {
            Some(value) => arg.value_name(kept(value)).value_hint(hint(value)),
            None => arg.action(ArgAction::SetTrue),
        };
        command = command.arg(arg);
    }
    if command.get_arguments().next().is_none() {
        return Err(format!("the help of {name} names no option").into());
    }
    Ok(command.after_help(after.to_owned()))
}

/// A text that lasts as long as the program, as definitions hold them; there are a few, once.
fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// What a shell offers for a value.
fn hint(value: &str) -> ValueHint {
    match value {
        "DIR" => ValueHint::DirPath,
        "SET" => ValueHint::AnyPath,
        _ => ValueHint::Other,
    }
}

/// What a command prints.
fn output(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let out = command
        .env("LC_ALL", "C.UTF-8")
        .env_remove("COLUMNS")
        .output();
    let program = command.get_program().to_string_lossy().into_owned();
    let out = out.map_err(|error| format!("{program} cannot be run: {error}"))?;
    if !out.status.success() {
        let says = String::from_utf8_lossy(&out.stderr);
        return Err(format!("{program}: {}", says.trim()).into());
    }
    Ok(out.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELP: &str = "\
tool: does a thing

Usage: tool [--data DIR]
            [--version]

  --data DIR    keep it in this folder
  --version     say the version

`other` is the same.
";

    #[test]
    fn a_help_becomes_a_definition() {
        let command = described(HELP).unwrap();
        assert_eq!(command.get_name(), "tool");
        assert_eq!(command.get_about().unwrap().to_string(), "does a thing");
        assert_eq!(
            command.get_after_help().unwrap().to_string(),
            "`other` is the same."
        );
        let told: Vec<(Option<&str>, String, ValueHint)> = command
            .get_arguments()
            .map(|arg| {
                let help = arg.get_help().map(ToString::to_string);
                (
                    arg.get_long(),
                    help.unwrap_or_default(),
                    arg.get_value_hint(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    Some("data"),
                    "keep it in this folder".to_owned(),
                    ValueHint::DirPath
                ),
                (
                    Some("version"),
                    "say the version".to_owned(),
                    ValueHint::Unknown
                ),
            ]
        );
        assert!(described("nothing").is_err());
        assert!(described("tool: has nothing\n").is_err());
    }
}
