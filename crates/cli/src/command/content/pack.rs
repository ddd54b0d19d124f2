//! `unhunch content pack`: one file of a set.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use unhunch_bundle::load_set;
use unhunch_bundle::pack::{EXTENSION, Manifest, licenses, read_pack, write_pack};
use unhunch_core::content::check::Part;

use crate::args::PackArgs;
use crate::context::{Context, check_options, unusable};
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Beside, Paper, Readers, name};
use crate::phrases::{counted, joined};

/// Checks and packs a set.
pub(super) fn run(context: &Context, args: &PackArgs) -> Outcome {
    let Some(dir) = args.dir.as_deref().or(context.content_dir()) else {
        return Err(Failure::usage(
            "name the folder of the set that is to be packed",
        ));
    };
    let shown = dir.display();
    if !dir.is_dir() {
        return Err(Failure::usage(format!(
            "{shown} is no folder; name that of your set"
        )));
    }
    let (mut files, _) = unhunch_bundle::read_dir(dir);
    if !files.iter().any(|file| file.name == Part::Pack.place()) {
        return Err(Failure::failed(format!(
            "{shown} does not say what it is; `unhunch content new pack ID --into {shown}` begins a pack.toml"
        )));
    }
    let loaded = load_set(dir, context.with_default(), &check_options());
    let about = loaded.library.as_ref().and_then(|library| library.pack());
    let Some(about) = about else {
        return Err(unusable(&loaded, dir, "mend it, and pack it then"));
    };
    let cannot = |error: &dyn std::fmt::Display| {
        Failure::failed(format!("{shown} cannot be packed: {error}"))
    };
    files.extend(licenses(dir).map_err(|error| cannot(&error))?);
    let bytes =
        write_pack(&files, about, context.with_default()).map_err(|error| cannot(&error))?;
    // What is handed on can be read.
    let pack = read_pack(&bytes, "").map_err(|error| cannot(&error))?;

    let usual = PathBuf::from(format!("{}-{}.{EXTENSION}", about.id, tame(&about.version)));
    let file = args.output.as_deref().unwrap_or(&usual);
    if fs::symlink_metadata(file).is_ok() && !args.force {
        return Err(Failure::usage(format!(
            "{} is there already; choose another name, or add --force to write over it",
            file.display()
        )));
    }
    write(file, &bytes, args.force).map_err(|error| {
        Failure::failed(format!("{} cannot be written: {error}", file.display()))
    })?;
    say(file, &pack.manifest, bytes.len())
}

/// A version as a part of a file's name.
fn tame(version: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '+');
    let tamed: String = version
        .chars()
        .map(|letter| if plain(letter) { letter } else { '-' })
        .collect();
    tamed.trim_start_matches('.').to_owned()
}

fn write(file: &Path, bytes: &[u8], over: bool) -> io::Result<()> {
    let mut beside = Beside::new(file, Readers::Usual)?;
    beside.file.write_all(bytes)?;
    beside.become_file(file, over)
}

fn say(file: &Path, manifest: &Manifest, bytes: usize) -> Outcome {
    let mut paper = Paper::new();
    let size = bytes.div_ceil(1024);
    let says = format!(
        "Packed {} {} by {} ({}): {}, {size} KiB.",
        manifest.name,
        manifest.version,
        joined(&manifest.authors, "and"),
        manifest.license,
        counted(manifest.files.len(), "file"),
    );
    paper.paragraph(0, &says);
    let command = name(&format!("unhunch --content {} list", file.display()));
    paper
        .paragraph(0, &format!("To use it: {command}"))
        .print()?;
    Ok(Exit::Done)
}
