//! Hostile packs, each made by hand and compressed well; and packs that were damaged on their way.

use std::io::{Read as _, Write as _};

use proptest::prelude::*;
use serde_json::{Value, json};
use unhunch_bundle::pack::{MOST_UNPACKED, Pack, PackError, read_pack};

use super::{packed, read};

/// An archive of entries: a name, a type, the bytes.
fn archive(entries: &[(&str, u8, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, kind, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_entry_type(tar::EntryType::new(*kind));
        header.set_cksum();
        out.extend(header.as_bytes());
        out.extend(*bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes)
        .read_to_end(&mut out)
        .unwrap();
    out
}

/// A manifest that lists these files as they are.
fn manifest(files: &[(&str, &[u8])]) -> Value {
    use sha2::Digest as _;
    let files: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| {
            let sha: String = sha2::Sha256::digest(bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            json!({ "name": name, "bytes": bytes.len(), "sha256": sha })
        })
        .collect();
    json!({
        "schema": "unhunch.pack/1", "content_format": 1, "id": "x", "name": "X", "version": "1",
        "license": "MIT", "authors": ["A"], "homepage": null, "with_default": false, "files": files,
    })
}

/// A pack with these files behind a manifest that lists them.
fn pack_of(files: &[(&str, u8, &[u8])]) -> Vec<u8> {
    let listed: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, _, bytes)| (*name, *bytes))
        .collect();
    let manifest = manifest(&listed).to_string();
    let mut entries = vec![("manifest.json", b'0', manifest.as_bytes())];
    entries.extend(files);
    gzip(&archive(&entries))
}

fn refused(bytes: &[u8]) -> String {
    match read(bytes) {
        Err(error) => error.to_string(),
        Ok(pack) => panic!("accepted: {:?}", pack.manifest),
    }
}

const SAFETY: (&str, u8, &[u8]) = ("safety.toml", b'0', b"title = 1\n");

#[test]
fn a_pack_made_by_hand_is_fine_as_long_as_it_is_honest() {
    assert_eq!(read(&pack_of(&[SAFETY])).unwrap().files.len(), 1);
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in [
        "../safety.toml",
        "techniques/../../x.toml",
        "/etc/passwd",
        "techniques//x.toml",
        "./safety.toml",
        "C:\\x.toml",
        "techniques\\..\\x.toml",
        "techniques/x\u{7}.toml",
    ] {
        let says = refused(&pack_of(&[(name, b'0', b"")]));
        assert!(says.ends_with("leads out of the set"), "{name}: {says}");
    }
}

#[test]
fn only_plain_content_files_are_taken() {
    for (kind, what) in [
        (b'1', "hard link"),
        (b'2', "link"),
        (b'3', "device"),
        (b'5', "folder"),
        (b'6', "pipe"),
        (b'L', "long name"),
        (b'x', "extension"),
        (b'S', "sparse"),
    ] {
        let says = refused(&pack_of(&[("techniques/x.toml", kind, b"")]));
        assert_eq!(
            says, "`techniques/x.toml` in it is not a plain file",
            "{what}"
        );
    }
    for name in [
        "run.sh",
        "techniques/x.exe",
        "vocabulary/deep/x.toml",
        "manifest.json/x",
        "README.md",
    ] {
        let says = refused(&pack_of(&[(name, b'0', b"")]));
        assert_eq!(says, format!("`{name}` in it is no part of a content set"));
    }
}

#[test]
fn two_files_of_one_name_are_refused() {
    assert_eq!(
        refused(&pack_of(&[SAFETY, SAFETY])),
        "`safety.toml` is in it twice"
    );
    let twice = gzip(&archive(&[
        ("manifest.json", b'0', manifest(&[]).to_string().as_bytes()),
        ("manifest.json", b'0', manifest(&[]).to_string().as_bytes()),
    ]));
    assert_eq!(refused(&twice), "`manifest.json` is in it twice");
}

#[test]
fn a_file_that_is_not_as_listed_is_refused() {
    let manifest = manifest(&[("safety.toml", b"title = 1\n"), ("sources.toml", b"")]).to_string();
    let with = |files: &[(&str, u8, &[u8])]| {
        let mut entries = vec![("manifest.json", b'0', manifest.as_bytes())];
        entries.extend(files);
        gzip(&archive(&entries))
    };
    let altered = with(&[
        ("safety.toml", b'0', b"title = 2\n"),
        ("sources.toml", b'0', b""),
    ]);
    assert_eq!(
        refused(&altered),
        "`safety.toml` in it is not as it was packed"
    );
    assert_eq!(
        refused(&with(&[SAFETY])),
        "`sources.toml` is missing from it"
    );
    let more = with(&[
        SAFETY,
        ("sources.toml", b'0', b""),
        ("guides/a.md", b'0', b""),
    ]);
    assert_eq!(
        refused(&more),
        "`guides/a.md` in it is not as it was packed"
    );
}

#[test]
fn a_newer_pack_says_so() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut manifest = manifest(&[]);
        change(&mut manifest);
        refused(&gzip(&archive(&[(
            "manifest.json",
            b'0',
            manifest.to_string().as_bytes(),
        )])))
    };
    assert_eq!(
        with(&|manifest| manifest["content_format"] = json!(2)),
        "it was made by a newer unhunch (content format 2)"
    );
    // What a newer manifest says beside its version does not matter.
    assert_eq!(
        with(&|manifest| *manifest =
            json!({ "schema": "unhunch.pack/7", "content_format": 1, "parts": {} })),
        "it was made by a newer unhunch (pack format 7)"
    );
    for broken in ["unhunch.pack/0", "unhunch.pack/x", "other/1", ""] {
        let says = with(&|manifest| manifest["schema"] = json!(broken));
        assert_eq!(
            says,
            "it is not laid out as a pack is: its manifest has another schema"
        );
    }
    assert!(with(&|manifest| manifest["more"] = json!(1)).contains("unknown field"));
    assert!(with(&|manifest| manifest["name"] = json!(1)).contains("its manifest: "));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![0_u8; 1024 * 1024];
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..=MOST_UNPACKED / zeros.len() as u64 {
        gzip.write_all(&zeros).unwrap();
    }
    let bomb = gzip.finish().unwrap();
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(refused(&bomb), "it unpacks to more than 128 MiB");
    let large = vec![b' '; 5 * 1024 * 1024];
    let says = refused(&pack_of(&[("safety.toml", b'0', &large)]));
    assert_eq!(says, "`safety.toml` in it is too large");
    assert_eq!(
        refused(&vec![0x1f; 33 * 1024 * 1024]),
        "it is larger than 32 MiB"
    );
}

#[test]
fn too_many_files_are_refused() {
    let names: Vec<String> = (0..50_001)
        .map(|i| format!("techniques/a{i}.toml"))
        .collect();
    let files: Vec<(&str, u8, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), b'0', &b""[..]))
        .collect();
    assert_eq!(refused(&pack_of(&files)), "it holds more than 50000 files");
}

#[test]
fn what_is_no_pack_or_no_archive_is_refused() {
    assert_eq!(refused(b""), "it is no pack");
    assert_eq!(refused(b"PK\x03\x04"), "it is no pack");
    assert_eq!(
        refused(&gzip(b"")),
        "it is not laid out as a pack is: its manifest does not come first"
    );
    assert!(refused(&gzip(&[b'x'; 1024])).starts_with("it is not laid out as a pack is"));
    assert!(refused(&gzip(&archive(&[SAFETY]))).ends_with("its manifest does not come first"));
    let not_text = refused(&pack_of(&[("safety.toml", b'0', b"\xff")]));
    assert_eq!(not_text, "`safety.toml` in it is not UTF-8");
    let mut behind = packed();
    behind.extend(b"more");
    assert_eq!(refused(&behind), "something was added behind its end");
    let mut hidden = unzipped(&packed());
    hidden.extend(b"hidden");
    assert_eq!(
        refused(&gzip(&hidden)),
        "something was added behind its end"
    );
}

#[test]
fn whatever_is_cut_off_is_missed() {
    let bytes = packed();
    for length in (0..bytes.len())
        .step_by(97)
        .chain(bytes.len() - 16..bytes.len())
    {
        assert!(
            read(&bytes[..length]).is_err(),
            "{length} of {}",
            bytes.len()
        );
    }
}

/// A reading is right when it is refused, or says what was packed.
fn nothing_wrong(read: Result<Pack, PackError>) -> bool {
    let whole = read_pack(&packed(), "small.unhunch").unwrap();
    read.map_or(true, |pack| pack == whole)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn flipped_bytes_do_no_harm(flips in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..=255), 1..6)) {
        let mut bytes = packed();
        for (at, with) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= with;
        }
        prop_assert!(nothing_wrong(read(&bytes)));
    }

    /// As above, under a compression that is right: what the archive's own headers and the manifest guard. The
    /// manifest is not changed, for one that was made anew by somebody is another pack.
    #[test]
    fn flipped_bytes_of_the_files_do_no_harm(flips in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..=255), 1..4)) {
        let mut bytes = unzipped(&packed());
        let manifest = 512 + usize::from_str_radix(std::str::from_utf8(&bytes[124..135]).unwrap().trim(), 8).unwrap();
        for (at, with) in flips {
            let at = manifest + at.index(bytes.len() - manifest);
            bytes[at] ^= with;
        }
        prop_assert!(nothing_wrong(read(&gzip(&bytes))));
    }

    #[test]
    fn garbage_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(read(&bytes).is_err());
        prop_assert!(read(&gzip(&bytes)).is_err());
    }
}
