//! Embeds what lies in `assets/`: each file under a name that holds its hash, with what it refers to under
//! theirs, and compressed once and for all.
//!
//! A relative reference in a style sheet or a script (`"./player.js"`, `url(../fonts/text.woff2)`) is
//! rewritten to the hashed name of the file that it leads to, so whatever a page loads may be kept for ever.
//! Files in the folder `root` keep their names and are served at the root: they are asked for again each time.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo so")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest as _, Sha256};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Files that are served at the root, under their own names.
const ROOT: &str = "root/";
/// How many letters of a hash stand in a name.
const LETTERS: usize = 12;

/// A file on its way into the program.
struct Ready {
    url: String,
    bytes: Vec<u8>,
}

fn main() -> Outcome<()> {
    let from = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = BTreeMap::new();
    read(&from, &from, &mut files)?;
    let mut ready = BTreeMap::new();
    for name in files.keys() {
        prepare(name, &files, &mut ready, &mut Vec::new())?;
    }
    let folder = out.join("assets");
    fs::create_dir_all(&folder)?;
    let mut table = String::from("&[\n");
    for (index, (name, file)) in ready.iter().enumerate() {
        table += &row(&folder, index, name, file)?;
    }
    table += "]\n";
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

/// Reads all files of a folder, by their names within `base`.
fn read(base: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Outcome<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(base, &path, files)?;
            continue;
        }
        let name = path
            .strip_prefix(base)?
            .to_string_lossy()
            .replace('\\', "/");
        if !name.split('/').any(|part| part.starts_with('.')) {
            files.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}

/// Gives a file its name, those that it refers to first.
fn prepare(
    name: &str,
    files: &BTreeMap<String, Vec<u8>>,
    ready: &mut BTreeMap<String, Ready>,
    above: &mut Vec<String>,
) -> Outcome<()> {
    if ready.contains_key(name) {
        return Ok(());
    }
    if above.iter().any(|one| one == name) {
        return Err(format!("assets refer to each other in a ring: {above:?}, {name}").into());
    }
    above.push(name.to_owned());
    let mut bytes = files.get(name).cloned().unwrap_or_default();
    if [".js", ".css"].iter().any(|end| name.ends_with(end)) {
        let mut text = imported(name, &String::from_utf8(bytes)?, files)?;
        for (written, target) in references(name, &text, files) {
            prepare(&target, files, ready, above)?;
            let Some(other) = ready.get(&target) else {
                continue;
            };
            for (open, close) in [('"', '"'), ('\'', '\''), ('(', ')')] {
                text = text.replace(
                    &format!("{open}{written}{close}"),
                    &format!("{open}{}{close}", other.url),
                );
            }
        }
        bytes = text.into_bytes();
    }
    above.pop();
    let url = match name.strip_prefix(ROOT) {
        Some(plain) => format!("/{plain}"),
        None => format!("/assets/{}", hashed(name, &bytes)),
    };
    ready.insert(name.to_owned(), Ready { url, bytes });
    Ok(())
}

/// A style sheet with what it imports in its place, so that a page asks for one file.
fn imported(name: &str, text: &str, files: &BTreeMap<String, Vec<u8>>) -> Outcome<String> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut whole = String::new();
    for line in text.lines() {
        let import = line
            .strip_prefix("@import \"./")
            .and_then(|rest| rest.strip_suffix("\";"));
        match import.filter(|_| name.ends_with(".css")) {
            None => whole += line,
            Some(other) => {
                let other = format!("{folder}/{other}");
                let bytes = files
                    .get(&other)
                    .ok_or(format!("{name} imports {other}, which is not there"))?;
                whole += &imported(&other, std::str::from_utf8(bytes)?, files)?;
            }
        }
        whole.push('\n');
    }
    Ok(whole)
}

/// What a text refers to by relative names, as it is written there, and the file that each leads to.
fn references(
    name: &str,
    text: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for piece in text.split(['"', '\'', '(', ')']) {
        if !(piece.starts_with("./") || piece.starts_with("../"))
            || piece.contains(char::is_whitespace)
        {
            continue;
        }
        let mut parts: Vec<&str> = name.split('/').collect();
        parts.pop();
        for step in piece.split('/') {
            match step {
                "." => {}
                ".." => {
                    parts.pop();
                }
                step => parts.push(step),
            }
        }
        let target = parts.join("/");
        if files.contains_key(&target) {
            found.insert((piece.to_owned(), target));
        }
    }
    found
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name with the hash before its ending.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = hash(bytes);
    let short = hash.get(..LETTERS).unwrap_or(&hash);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{short}.{ending}"),
        None => format!("{name}.{short}"),
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Writes a file and what is left of it when it is compressed, and its row of the table.
fn row(folder: &Path, index: usize, name: &str, file: &Ready) -> Outcome<String> {
    let media = media_type(name);
    let put = |ending: &str, bytes: &[u8]| -> Outcome<String> {
        let path = folder.join(format!("{index}{ending}"));
        fs::write(&path, bytes)?;
        Ok(format!("include_bytes!({:?})", path.display().to_string()))
    };
    let worth = |bytes: &[u8]| bytes.len() + 64 < file.bytes.len();
    let mut brotli = Vec::new();
    let mut gzip = Vec::new();
    if !["image/png", "font/woff2"].contains(&media) {
        let params = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut file.bytes.as_slice(), &mut brotli, &params)?;
        let mut writer = flate2::write::GzEncoder::new(&mut gzip, flate2::Compression::best());
        writer.write_all(&file.bytes)?;
        writer.finish()?;
    }
    let plain = put("", &file.bytes)?;
    let packed = |ending: &str, bytes: &[u8]| -> Outcome<String> {
        Ok(if !bytes.is_empty() && worth(bytes) {
            format!("Some({})", put(ending, bytes)?)
        } else {
            "None".to_owned()
        })
    };
    let brotli = packed(".br", &brotli)?;
    let gzip = packed(".gz", &gzip)?;
    Ok(format!(
        "    Embedded {{ name: {name:?}, url: {:?}, media: {media:?}, hash: {:?}, plain: {plain}, \
         brotli: {brotli}, gzip: {gzip} }},\n",
        file.url,
        hash(&file.bytes),
    ))
}
