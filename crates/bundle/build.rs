//! Checks the content set and embeds it: a set with an error does not compile.
//!
//! The set is `content/` at the root of the workspace, or the directory that the environment variable
//! `UNHUNCH_BUNDLE_CONTENT` names when this is built.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a build script speaks to cargo so"
)]

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;
use unhunch_core::content::check::Part;
use unhunch_core::content::{Loaded, Options, load, schema};
use unhunch_core::diagnostic::render::{Style, text};

#[path = "src/read.rs"]
mod read;

fn main() -> ExitCode {
    if std::env::var_os("CARGO_FEATURE_EMBEDDED").is_none() {
        println!("cargo::rerun-if-changed=build.rs");
        return ExitCode::SUCCESS;
    }
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Cargo shows what a build script that failed wrote here.
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn embed() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=UNHUNCH_BUNDLE_CONTENT");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/read.rs");
    let root = match std::env::var_os("UNHUNCH_BUNDLE_CONTENT") {
        Some(named) => PathBuf::from(named),
        None => Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../../content"),
    };
    // Faults are shown with the path; without `..` it is easier on the eye.
    let root = root.canonicalize().unwrap_or(root);
    // For a directory, cargo looks at everything in it.
    println!("cargo::rerun-if-changed={}", root.display());

    let (files, found) = read::read_dir(&root);
    let raw: Vec<(String, String)> = files
        .iter()
        .map(|file| (file.name.clone(), file.text.clone()))
        .collect();
    let options = Options {
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        ..Options::default()
    };
    let Loaded {
        library,
        diagnostics,
        sources,
    } = load(files, found, &options);
    let Some(library) = library else {
        let faults = text(&diagnostics, &sources, Style::default());
        return Err(format!("the content set has faults:\n\n{faults}").into());
    };
    for warning in &diagnostics {
        println!(
            "cargo::warning={}: {}",
            sources.path(warning.file),
            warning.message
        );
    }
    let out = PathBuf::from(variable("OUT_DIR")?);
    // One file for each part, so that each is decoded when it is asked for.
    let contents = library.contents();
    write(&out, "techniques", &*contents.techniques)?;
    write(&out, "figures", &*contents.figures)?;
    write(&out, "routines", &*contents.routines)?;
    write(&out, "guides", &*contents.guides)?;
    write(&out, "sources", &*contents.sources)?;
    write(&out, "vocabulary", &*contents.vocabulary)?;
    write(&out, "safety", &*contents.safety)?;
    write(&out, "pack", &*contents.pack)?;
    std::fs::write(out.join("files.postcard.zlib"), packed(&raw)?)?;
    let schemas: Vec<(String, String)> = Part::ALL
        .iter()
        .map(|part| (schema::file_name(*part), schema::text(*part)))
        .collect();
    std::fs::write(out.join("schemas.postcard.zlib"), packed(&schemas)?)?;
    Ok(())
}

/// Writes what `src/embedded.rs` embeds under this name.
fn write(out: &Path, name: &str, what: &impl Serialize) -> Result<(), Box<dyn Error>> {
    let path = out.join(name).with_extension("postcard");
    Ok(std::fs::write(path, postcard::to_stdvec(what)?)?)
}

/// Texts by their names. They are seldom asked for, and take more room than the library: they are packed.
fn packed(texts: &[(String, String)]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&postcard::to_stdvec(texts)?)?;
    Ok(packer.finish()?)
}

/// A variable that cargo sets for build scripts.
fn variable(name: &str) -> Result<std::ffi::OsString, Box<dyn Error>> {
    std::env::var_os(name).ok_or_else(|| format!("{name} is not set").into())
}
