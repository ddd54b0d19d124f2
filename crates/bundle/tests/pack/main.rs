//! Packs: made, read, and refused when anything about them is not as it should be.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod hostile;

use std::path::{Path, PathBuf};

use unhunch_bundle::load_set;
use unhunch_bundle::pack::{Pack, PackError, read_pack, write_pack};
use unhunch_core::content::{Loaded, Options, load};
use unhunch_core::diagnostic::SourceFile;

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/fixtures/base")
}

/// The small set, with what it says of itself.
fn files() -> Vec<SourceFile> {
    let (mut files, found) = unhunch_bundle::read_dir(&base());
    assert_eq!(found, []);
    let about = "id = \"small\"\nname = \"A small set\"\nversion = \"1.2.0\"\nlicense = \"CC-BY-4.0\"\nauthors = [\"A. Physio\"]\n";
    files.push(SourceFile::new("pack.toml", about));
    files.push(SourceFile::new("LICENSE", "Do as you like.\n"));
    files
}

fn packed() -> Vec<u8> {
    let files = files();
    let loaded = load(files.clone(), Vec::new(), &Options::default());
    let library = loaded.library.unwrap();
    write_pack(&files, library.pack().unwrap(), false).unwrap()
}

fn read(bytes: &[u8]) -> Result<Pack, PackError> {
    read_pack(bytes, "small.unhunch")
}

#[test]
fn what_was_packed_is_read_again() {
    let pack = read(&packed()).unwrap();
    let mut expected = files();
    expected.sort_by(|a, b| a.name.cmp(&b.name));
    let plain = |files: &[SourceFile]| -> Vec<(String, String)> {
        files
            .iter()
            .map(|file| (file.name.clone(), file.text.clone()))
            .collect()
    };
    assert_eq!(plain(&pack.files), plain(&expected));
    let manifest = &pack.manifest;
    assert_eq!(
        (manifest.id.as_str(), manifest.version.as_str()),
        ("small", "1.2.0")
    );
    assert_eq!(manifest.license, "CC-BY-4.0");
    assert_eq!(manifest.authors, ["A. Physio"]);
    assert_eq!(manifest.content_format, 1);
    assert!(!manifest.with_default);
    let safety = manifest
        .files
        .iter()
        .find(|file| file.name == "safety.toml")
        .unwrap();
    assert_eq!(safety.sha256.len(), 64);
}

#[test]
fn the_same_set_gives_the_same_bytes() {
    let files = files();
    let library = load(files.clone(), Vec::new(), &Options::default())
        .library
        .unwrap();
    let about = library.pack().unwrap();
    let mut backward = files.clone();
    backward.reverse();
    for file in &mut backward {
        file.path = format!("elsewhere/{}", file.name);
    }
    assert_eq!(
        write_pack(&files, about, false).unwrap(),
        write_pack(&backward, about, false).unwrap()
    );
}

#[test]
fn the_checksums_are_those_of_anybody_else() {
    use sha2::Digest as _;
    let empty: String = sha2::Sha256::digest(b"")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        empty,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

/// A path with these bytes, and what loading it says.
fn loaded(bytes: &[u8], name: &str) -> Loaded {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    load_set(&path, false, &Options::default())
}

#[test]
fn a_pack_is_a_set_like_a_folder() {
    let loaded = loaded(&packed(), "small.unhunch");
    assert_eq!(loaded.diagnostics, []);
    assert_eq!(loaded.library.unwrap().techniques().len(), 4);
    // By its bytes, whatever its name.
    let renamed = self::loaded(&packed(), "download.bin");
    assert!(renamed.library.is_some());
}

#[test]
fn a_pack_that_needs_the_built_in_set_gets_it() {
    let own = vec![
        SourceFile::new(
            "routines/mine.toml",
            "id = \"mine\"\nname = \"Mine\"\npurpose = \"A minute.\"\nreviewed = 2026-01-10\nbasis = \"general practice\"\ngoal = \"relief\"\nminutes = { min = 1, max = 4 }\n[[items]]\ntechnique = \"shoulder-rolls\"\nposition = \"seated\"\n[[items]]\ntechnique = \"deep-breathing\"\nposition = \"seated\"\n",
        ),
        SourceFile::new(
            "pack.toml",
            "id = \"mine\"\nname = \"Mine\"\nversion = \"1\"\nlicense = \"MIT\"\nauthors = [\"Me\"]\n",
        ),
    ];
    let mut all = own.clone();
    all.extend(
        unhunch_bundle::files()
            .into_iter()
            .filter(|file| file.name != "pack.toml"),
    );
    let library = load(all, Vec::new(), &Options::default());
    let about = library
        .library
        .unwrap_or_else(|| panic!("{:?}", library.diagnostics));
    let bytes = write_pack(&own, about.pack().unwrap(), true).unwrap();
    let loaded = loaded(&bytes, "mine.unhunch");
    let library = loaded
        .library
        .unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    assert!(library.routine("mine").is_some() && library.techniques().len() > 30);
}

#[test]
fn a_refused_pack_is_one_fault_and_no_library() {
    let bytes = packed();
    let loaded = loaded(&bytes[..bytes.len() / 2], "small.unhunch");
    assert!(loaded.library.is_none());
    let told: Vec<(&str, &str)> = loaded
        .diagnostics
        .iter()
        .map(|fault| (fault.rule.code, fault.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [(
            "bad-pack",
            "this pack cannot be used: it is cut off or damaged"
        )]
    );
    // A file that is no pack and is not called one is no set at all.
    let loaded = self::loaded(b"id = 1\n", "cat-cow.toml");
    assert_eq!(loaded.diagnostics[0].rule.code, "not-a-directory");
    let loaded = self::loaded(b"id = 1\n", "cat-cow.unhunch");
    assert_eq!(
        loaded.diagnostics[0].message,
        "this pack cannot be used: it is no pack"
    );
}
