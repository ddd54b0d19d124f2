//! Renders the manual pages, and lets shells load the completions.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::Unpacked;
use super::run::{ended, prints};
use crate::dist::flavour::Flavour;
use crate::workspace::{Failure, at};

/// Renders every manual page with all warnings on; how many there are.
///
/// # Errors
///
/// When groff has something to say, or a page shows nothing.
pub(super) fn renders(unpacked: &Unpacked) -> Result<usize, Failure> {
    let folder = unpacked.folder.join("man/man1");
    let mut count = 0;
    for entry in fs::read_dir(&folder).map_err(|error| at(&folder, &error))? {
        let page = entry?.path();
        let told = ended(
            Command::new("groff")
                .args(["-man", "-K", "utf8", "-T", "utf8", "-wall", "-P", "-cbou"])
                .arg(&page),
        )?;
        if told.code != Some(0) || !told.err.is_empty() {
            return Err(format!("{}: groff says\n{}", page.display(), told.err).into());
        }
        if !told.out.contains("NAME") || told.out.lines().count() < 15 {
            return Err(format!("{} shows nearly nothing:\n{}", page.display(), told.out).into());
        }
        count += 1;
    }
    Ok(count)
}

/// Lets bash load the completions and complete a word; the other shells read theirs where they are there.
///
/// # Errors
///
/// When a shell refuses them, or offers something else.
pub(super) fn completes(unpacked: &Unpacked) -> Result<(), Failure> {
    let name = unpacked.flavour.program();
    let folder = unpacked.folder.join("completions");
    let (typed, offered) = match unpacked.flavour {
        Flavour::Full | Flavour::Cli => ("pla", "plan"),
        Flavour::Server => ("--lis", "--listen"),
    };
    let script = folder.join("bash").join(name);
    let says = prints(
        Command::new("bash")
            .args(["--norc", "--noprofile", "-c", BASH, name])
            .args([script.as_os_str(), name.as_ref(), typed.as_ref()]),
    )?;
    if says.trim() != offered {
        return Err(format!("bash offers \"{}\" for {name} {typed}", says.trim()).into());
    }
    for (shell, path) in [
        ("zsh", format!("zsh/_{name}")),
        ("fish", format!("fish/{name}.fish")),
    ] {
        if there(shell) {
            prints(Command::new(shell).arg("-n").arg(folder.join(path)))?;
        }
    }
    Ok(())
}

/// Loads the script `$1`, asks what it offers for the word `$3` after the program `$2`, and prints that.
const BASH: &str = r#"
set -e
source "$1"
how=$(complete -p "$2")
how=${how##* -F }
COMP_WORDS=("$2" "$3") COMP_CWORD=1 COMP_LINE="$2 $3" COMP_POINT=$((${#2} + ${#3} + 1))
"${how%% *}" "$2" "$3" "$2"
printf '%s\n' "${COMPREPLY[@]}"
"#;

fn there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
}
