//! Reading content sets from directories: good ones, and everything that a disk can hold instead.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use unhunch_bundle::{files, library, load_set};
use unhunch_core::content::check::Part;
use unhunch_core::content::{Loaded, Options, load, schema};

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/fixtures/base")
}

/// A copy of the small valid set.
fn copy() -> TempDir {
    let dir = TempDir::new().unwrap();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(base().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                fs::create_dir(dir.path().join(&name)).unwrap();
                folders.push(name);
            } else {
                fs::copy(entry.path(), dir.path().join(name)).unwrap();
            }
        }
    }
    dir
}

fn open(path: &Path) -> Loaded {
    load_set(path, false, &Options::default())
}

/// The faults as `code path-inside-the-set`.
fn found(dir: &Path, loaded: &Loaded) -> Vec<String> {
    let inside = format!("{}/", dir.display());
    loaded
        .diagnostics
        .iter()
        .map(|fault| {
            let path = loaded.sources.path(fault.file);
            let path = path.strip_prefix(&inside).unwrap_or(path);
            format!("{} {path}", fault.rule.code)
        })
        .collect()
}

#[test]
fn the_embedded_library_is_what_its_files_make() {
    let loaded = load(files(), Vec::new(), &Options::default());
    // Places and offsets are not embedded; what is shown and played is.
    let again = loaded.library.unwrap();
    let embedded = library();
    let (contents, whole) = (embedded.contents(), again.contents());
    assert_eq!(contents.techniques, whole.techniques);
    assert_eq!(contents.figures, whole.figures);
    assert_eq!(contents.routines, whole.routines);
    assert_eq!(contents.sources, whole.sources);
    assert_eq!(contents.vocabulary, whole.vocabulary);
    assert_eq!(contents.safety, whole.safety);
    assert_eq!(contents.pack, whole.pack);
    let texts = |library: &unhunch_core::content::Library| -> Vec<String> {
        let guides = library.guides().iter();
        guides.map(|guide| guide.body.to_string()).collect()
    };
    assert_eq!(texts(&embedded), texts(&again));
}

#[test]
fn the_embedded_schemas_are_those_of_the_types() {
    for part in Part::ALL {
        assert_eq!(unhunch_bundle::schema(*part), schema::text(*part));
    }
}

#[test]
fn a_valid_directory_is_a_library() {
    let loaded = open(&base());
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    assert_eq!(loaded.library.unwrap().techniques().len(), 4);
}

#[test]
fn the_order_of_files_is_the_order_of_names() {
    let (files, _) = unhunch_bundle::read_dir(&base());
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names[0], "guides/where-to-begin.md");
    assert_eq!(names.last(), Some(&"vocabulary/traits.toml"));
}

#[test]
fn beside_the_embedded_set_ids_collide() {
    let embedded = library();
    let taken = embedded.techniques()[0].id.as_str();
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("techniques")).unwrap();
    let own = |id: &str| {
        let name = format!("techniques/{taken}.toml");
        let text = files()
            .into_iter()
            .find(|file| file.name == name)
            .unwrap()
            .text
            .replacen(&format!("id = \"{taken}\""), &format!("id = \"{id}\""), 1);
        fs::write(dir.path().join(format!("techniques/{id}.toml")), text).unwrap();
    };
    own("my-own");
    let beside = load_set(dir.path(), true, &Options::default());
    // It brings no figure.
    let codes = found(dir.path(), &beside);
    assert_eq!(codes, ["missing-figure techniques/my-own.toml"]);
    let count = beside.library.unwrap().techniques().len();
    assert_eq!(count, embedded.techniques().len() + 1);

    own(taken);
    let beside = load_set(dir.path(), true, &Options::default());
    assert!(beside.library.is_none());
    let codes = found(dir.path(), &beside);
    assert_eq!(codes.len(), 2, "{codes:?}");
    assert!(codes[1].starts_with("duplicate-id"), "{codes:?}");
}

#[test]
fn a_path_to_nothing_or_to_a_file_is_one_fault() {
    let dir = TempDir::new().unwrap();
    let nothing = dir.path().join("nothing");
    assert_eq!(found(dir.path(), &open(&nothing)), ["not-found nothing"]);
    let file = dir.path().join("set.zip");
    fs::write(&file, "x").unwrap();
    assert_eq!(found(dir.path(), &open(&file)), ["not-a-directory set.zip"]);
}

#[test]
fn an_empty_directory_misses_its_parts() {
    let dir = TempDir::new().unwrap();
    let loaded = open(dir.path());
    assert!(
        loaded
            .diagnostics
            .iter()
            .all(|fault| fault.rule.code == "missing-part")
    );
    assert_eq!(loaded.diagnostics.len(), 12);
}

#[test]
fn a_file_in_another_encoding_is_one_fault_with_its_place() {
    let dir = copy();
    let file = dir.path().join("techniques/shoulder-rolls.toml");
    fs::write(&file, b"id = \"x\"\nname = \"\xe9\"\n").unwrap();
    let loaded = open(dir.path());
    assert_eq!(
        found(dir.path(), &loaded),
        ["not-utf8 techniques/shoulder-rolls.toml"]
    );
    assert_eq!(
        loaded.diagnostics[0].message,
        "this file is not UTF-8: see line 2, byte 17"
    );
}

#[test]
fn a_huge_file_is_not_read() {
    let dir = copy();
    let huge = fs::File::create(dir.path().join("guides/where-to-begin.md")).unwrap();
    // Sparse: it has the length of a hundred megabytes, and takes no room.
    huge.set_len(100 << 20).unwrap();
    let loaded = open(dir.path());
    assert_eq!(
        found(dir.path(), &loaded),
        ["too-large guides/where-to-begin.md"]
    );
    let read: usize = loaded.sources.iter().map(|(_, file)| file.text.len()).sum();
    assert!(read < 1 << 20, "{read} bytes were read");
}

#[test]
fn what_is_no_content_is_named_and_what_is_hidden_is_passed_over() {
    let dir = copy();
    for name in [".git", "schema", "drafts", "techniques/old"] {
        fs::create_dir(dir.path().join(name)).unwrap();
        fs::write(dir.path().join(name).join("x.toml"), "x").unwrap();
    }
    for name in [
        "README.md",
        "LICENSE-CC-BY",
        "notes.txt",
        "techniques/.#x.toml",
        "guides/x.md~",
    ] {
        fs::write(dir.path().join(name), "x").unwrap();
    }
    let loaded = open(dir.path());
    assert_eq!(
        found(dir.path(), &loaded),
        [
            "stray-file drafts",
            "stray-file guides/x.md~",
            "stray-file notes.txt",
            "stray-file techniques/old",
        ]
    );
    assert!(loaded.library.is_some());
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_in_a_circle_are_faults() {
        let dir = copy();
        let at = |name: &str| dir.path().join(name);
        symlink("b.toml", at("techniques/a.toml")).unwrap();
        symlink("a.toml", at("techniques/b.toml")).unwrap();
        symlink("..", at("guides/up")).unwrap();
        fs::remove_dir_all(at("routines")).unwrap();
        symlink(".", at("routines")).unwrap();
        assert_eq!(
            found(dir.path(), &open(dir.path())),
            [
                "symlink-loop guides/up",
                "symlink-loop routines",
                "symlink-loop techniques/a.toml",
                "symlink-loop techniques/b.toml",
            ]
        );
    }

    #[test]
    fn links_that_lead_somewhere_are_followed_and_others_reported() {
        let dir = copy();
        let elsewhere = TempDir::new().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::rename(at("sources.toml"), elsewhere.path().join("s.toml")).unwrap();
        symlink(elsewhere.path().join("s.toml"), at("sources.toml")).unwrap();
        assert_eq!(found(dir.path(), &open(dir.path())), [] as [&str; 0]);
        symlink("gone.toml", at("techniques/lost.toml")).unwrap();
        assert_eq!(
            found(dir.path(), &open(dir.path())),
            ["not-found techniques/lost.toml"]
        );
    }

    #[test]
    fn pipes_and_devices_are_not_opened() {
        let dir = copy();
        // Opening a pipe without a writer would wait for ever.
        let pipe = dir.path().join("techniques/pipe.toml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        symlink("/dev/zero", dir.path().join("guides/zero.md")).unwrap();
        assert_eq!(
            found(dir.path(), &open(dir.path())),
            [
                "unreadable guides/zero.md",
                "unreadable techniques/pipe.toml"
            ]
        );
    }

    #[test]
    fn what_may_not_be_read_is_a_fault() {
        let dir = copy();
        let file = dir.path().join("techniques/shoulder-rolls.toml");
        let folder = dir.path().join("guides");
        let allow = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        allow(&file, 0o000);
        allow(&folder, 0o000);
        // Whoever may read everything (root) cannot see this fault.
        let all_may = fs::read(&file).is_ok();
        let loaded = open(dir.path());
        allow(&folder, 0o755);
        if all_may {
            assert!(loaded.library.is_some());
            return;
        }
        assert_eq!(
            found(dir.path(), &loaded),
            [
                "unreadable guides",
                "unreadable techniques/shoulder-rolls.toml"
            ]
        );
        assert_eq!(
            loaded.diagnostics[0].message,
            "this cannot be read: permission denied"
        );
    }

    #[test]
    fn a_name_in_another_encoding_is_a_fault() {
        let dir = copy();
        let name = OsStr::from_bytes(b"techniques/caf\xe9.toml");
        fs::write(dir.path().join(name), "x").unwrap();
        let loaded = open(dir.path());
        assert_eq!(loaded.diagnostics.len(), 1);
        assert_eq!(loaded.diagnostics[0].rule.code, "not-utf8");
    }
}
