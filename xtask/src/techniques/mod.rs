//! Made-up techniques: content sets of any size, valid and varied, for measuring.
//!
//! A pack is the real content set with made-up techniques beside the real ones, so that vocabulary, sources,
//! guides and the safety file are what they always are. The same count and seed give the same pack.

mod figure;
mod made;
mod words;

use std::fs;
use std::path::Path;

use unhunch_core::content::check::Part;
use unhunch_core::diagnostic::SourceFile;

use crate::random::Random;
use crate::workspace::{Failure, at};
use words::Words;

/// The files of `base` and made-up techniques with figures beside them, so that there are `count` techniques in all.
///
/// # Errors
///
/// When the base has no vocabulary, or more techniques than `count`.
pub(crate) fn pack(
    base: &[SourceFile],
    count: usize,
    seed: u64,
) -> Result<Vec<SourceFile>, Failure> {
    let words = Words::of(base)?;
    let there = base
        .iter()
        .filter(|file| Part::of(&file.name) == Some(Part::Techniques))
        .count();
    let figures = figure::of(base);
    let Some(missing) = count.checked_sub(there) else {
        return Err(format!("the base set has {there} techniques already; ask for more").into());
    };
    let mut random = Random::new(seed);
    let mut files = base.to_vec();
    for index in 0..missing {
        let id = format!("made-{index:05}");
        let text = made::technique(&id, index, &words, &mut random);
        if !figures.is_empty() {
            let figure = figures[random.below(figures.len())];
            let sided = text.contains("\nsides = \"each\"\n");
            let figure = figure::varied(figure, &id, sided, &mut random);
            files.push(SourceFile::new(
                format!("techniques/{id}.figure.toml"),
                figure,
            ));
        }
        files.push(SourceFile::new(format!("techniques/{id}.toml"), text));
    }
    Ok(files)
}

/// Writes a set into a folder, which must not be there or be empty.
///
/// # Errors
///
/// When the folder has something in it, or a file cannot be written.
pub(crate) fn write(dir: &Path, files: &[SourceFile]) -> Result<(), Failure> {
    let occupied = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        return Err(format!("{}: has something in it already", dir.display()).into());
    }
    for file in files {
        let path = dir.join(&file.name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        }
        fs::write(&path, &file.text).map_err(|error| at(&path, &error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use unhunch_core::content::{Options, load};
    use unhunch_core::diagnostic::render::{Style, text as shown};

    fn base() -> Vec<SourceFile> {
        let root = crate::workspace::root().unwrap();
        let (files, faults) = unhunch_bundle::read_dir(&root.join("content"));
        assert_eq!(faults, []);
        files
    }

    #[test]
    fn a_pack_has_no_fault_and_as_many_techniques_as_asked() {
        let files = pack(&base(), 300, 1).unwrap();
        let loaded = load(files, Vec::new(), &Options::default());
        let faults = shown(&loaded.diagnostics, &loaded.sources, Style::default());
        assert_eq!(faults, "");
        let library = loaded.library.unwrap();
        assert_eq!(library.techniques().len(), 300);
    }

    #[test]
    fn techniques_of_a_pack_differ_in_what_a_planner_looks_at() {
        let files = pack(&base(), 300, 2).unwrap();
        let library = load(files, Vec::new(), &Options::default())
            .library
            .unwrap();
        let made = || {
            let all = library.techniques().iter();
            all.filter(|one| one.id.as_str().starts_with("made-"))
        };
        let kinds: std::collections::BTreeSet<&str> =
            made().map(|one| one.dose.work.kind()).collect();
        assert_eq!(kinds.len(), 4);
        assert!(made().any(|one| one.passes() == 2) && made().any(|one| one.passes() == 1));
        assert!(made().any(|one| !one.equipment.is_empty()));
        assert!(made().any(|one| one.cautions.is_empty()));
        assert!(made().any(|one| !one.cautions.is_empty()));
        assert!(made().any(|one| one.alternative_to.is_some()));
        for position in &library.vocabulary().positions {
            let id = &position.id;
            assert!(made().any(|one| one.positions.contains(id)), "{id}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_pack_and_too_few_are_refused() {
        let base = base();
        assert_eq!(pack(&base, 60, 3).unwrap(), pack(&base, 60, 3).unwrap());
        assert_ne!(pack(&base, 60, 3).unwrap(), pack(&base, 60, 4).unwrap());
        assert!(pack(&base, 5, 1).is_err());
        assert!(pack(&[], 5, 1).is_err());
    }

    #[test]
    fn a_pack_is_written_only_where_there_is_room() {
        let dir = tempfile::tempdir().unwrap();
        let files = pack(&base(), 50, 1).unwrap();
        write(dir.path(), &files).unwrap();
        let (mut read, faults) = unhunch_bundle::read_dir(dir.path());
        assert_eq!(faults, []);
        assert_eq!(read.len(), files.len());
        read.retain(|file| file.name == "techniques/made-00000.toml");
        assert_eq!(read.len(), 1);
        assert!(write(dir.path(), &files).is_err());
    }
}
