//! From files to a library: decode each file, lay the parts together, check the whole.

use std::collections::HashSet;

use jiff::civil::Date;
use unhunch_figure::Movement;

use super::check::{self, InFile, Part, Scope, Set};
use super::decode::{Cx, decode_text};
use super::{
    Contents, Guide, Id, Library, SourcesFile, Technique, Vocabulary, VocabularyAreas,
    VocabularyCauses, VocabularyEquipment, VocabularyFamilies, VocabularyFlags, VocabularyGoals,
    VocabularyMuscles, VocabularyPositions, VocabularyTraits,
};
use crate::diagnostic::{self, Diagnostic, FileId, SourceFile, SourceSet};

/// What a load may depend on beside the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The day to hold review dates against; without one, they are not checked.
    pub today: Option<Date>,
    /// Days after which a review is stale. Two years by default (general practice for leaflets).
    pub review_days: u32,
    /// How many threads may decode; 1 decodes on the caller's.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            today: None,
            review_days: 730,
            threads: 1,
        }
    }
}

/// What came of a load.
#[derive(Debug)]
pub struct Loaded {
    /// The library; `None` when there is at least one error.
    pub library: Option<Library>,
    /// Every fault of every file, in reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts, for showing faults in their context.
    pub sources: SourceSet,
}

/// Reads a content set from its files, and reports every fault of every file.
///
/// The order of `files` does not matter. `found` are faults from whoever read the files (a file that
/// could not be read); their [`FileId`]s are indexes into `files`. A file with such a fault is not
/// decoded, whatever its text, and what it would have defined is not missed.
pub fn load(files: Vec<SourceFile>, found: Vec<Diagnostic>, options: &Options) -> Loaded {
    let sources = SourceSet::new(files);
    let mut diagnostics = found;
    // A file that could not be read has no text to decode; its fault is told already.
    let unread: HashSet<FileId> = diagnostics.iter().map(|fault| fault.file).collect();
    let mut set = decode_all(&sources, &unread, options.threads, &mut diagnostics);
    let broken: HashSet<FileId> = diagnostics.iter().map(|fault| fault.file).collect();
    for file in broken {
        if let Some(file) = sources.get(file) {
            set.unread.note(&file.name);
        }
    }
    let scope = Scope::new(&set, &sources, &unread, options);
    check::run(&scope, options.threads, &mut diagnostics);
    diagnostic::sort(&mut diagnostics, &sources);
    let library = if diagnostic::has_errors(&diagnostics) {
        None
    } else {
        assemble(set)
    };
    Loaded {
        library,
        diagnostics,
        sources,
    }
}

/// The faults that decoding finds in one file by itself: those that no other file has a say in.
pub fn decode_alone(source: &SourceFile) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut cx = Cx {
        file: FileId(0),
        faults: &mut faults,
    };
    decode_one(source, &mut cx, &mut Set::default());
    faults
}

/// Decodes all files, on up to `threads` threads.
fn decode_all(
    sources: &SourceSet,
    unread: &HashSet<FileId>,
    threads: usize,
    faults: &mut Vec<Diagnostic>,
) -> Set {
    let files: Vec<(FileId, &SourceFile)> = sources
        .iter()
        .filter(|(file, _)| !unread.contains(file))
        .collect();
    let chunk = files.len().div_ceil(threads.max(1)).max(1);
    if files.len() <= chunk {
        return decode_some(&files, faults);
    }
    let mut whole = Set::default();
    std::thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(chunk)
            .map(|files| {
                scope.spawn(move || {
                    let mut faults = Vec::new();
                    let set = decode_some(files, &mut faults);
                    (set, faults)
                })
            })
            .collect();
        for worker in workers {
            // A worker that panicked is a bug; it is passed on, not swallowed.
            let (set, found) = worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            whole.append(set);
            faults.extend(found);
        }
    });
    whole
}

fn decode_some(files: &[(FileId, &SourceFile)], faults: &mut Vec<Diagnostic>) -> Set {
    let mut set = Set::default();
    for &(file, source) in files {
        let mut cx = Cx { file, faults };
        decode_one(source, &mut cx, &mut set);
    }
    set
}

fn decode_one(source: &SourceFile, cx: &mut Cx<'_>, set: &mut Set) {
    let file = cx.file;
    let text = source.text.as_str();
    /// Decodes a list file and appends its items.
    macro_rules! list {
        ($record:ty, $key:ident) => {{
            if let Some(read) = decode_text::<$record>(text, cx) {
                set.$key
                    .extend(read.$key.into_iter().map(|value| InFile { file, value }));
            }
        }};
    }
    match Part::of(&source.name) {
        Some(Part::Techniques) => push(
            &mut set.techniques,
            file,
            decode_text::<Technique>(text, cx),
        ),
        Some(Part::Figures) => push(&mut set.figures, file, decode_text(text, cx)),
        Some(Part::Routines) => push(&mut set.routines, file, decode_text(text, cx)),
        Some(Part::Guides) => push(&mut set.guides, file, Guide::read(file, text, cx)),
        Some(Part::Safety) => push(&mut set.safety, file, decode_text(text, cx)),
        Some(Part::Pack) => push(&mut set.packs, file, decode_text(text, cx)),
        Some(Part::Sources) => list!(SourcesFile, sources),
        Some(Part::Areas) => list!(VocabularyAreas, areas),
        Some(Part::Muscles) => list!(VocabularyMuscles, muscles),
        Some(Part::Positions) => list!(VocabularyPositions, positions),
        Some(Part::Equipment) => list!(VocabularyEquipment, equipment),
        Some(Part::Families) => list!(VocabularyFamilies, families),
        Some(Part::Traits) => list!(VocabularyTraits, traits),
        Some(Part::Flags) => list!(VocabularyFlags, flags),
        Some(Part::Goals) => list!(VocabularyGoals, goals),
        Some(Part::Causes) => list!(VocabularyCauses, causes),
        None => {}
    }
}

fn push<T>(list: &mut Vec<InFile<T>>, file: FileId, value: Option<T>) {
    list.extend(value.map(|value| InFile { file, value }));
}

/// Makes a library of a set without errors; `None` when it has no safety file.
fn assemble(set: Set) -> Option<Library> {
    fn values<T>(items: Vec<InFile<T>>) -> Vec<T> {
        items.into_iter().map(|item| item.value).collect()
    }
    let safety = values(set.safety).into_iter().next()?;
    let mut techniques = values(set.techniques);
    techniques.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    let mut figures: Vec<(Id, Movement)> = set
        .figures
        .iter()
        .map(|figure| (figure.technique.value.clone(), figure.lower()))
        .collect();
    figures.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut routines = values(set.routines);
    routines.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    let mut guides = values(set.guides);
    guides.sort_by(|a, b| {
        (a.front.order.value, &a.front.id.value).cmp(&(b.front.order.value, &b.front.id.value))
    });
    let vocabulary = Vocabulary {
        areas: values(set.areas),
        muscles: values(set.muscles),
        positions: values(set.positions),
        equipment: values(set.equipment),
        families: values(set.families),
        traits: values(set.traits),
        flags: values(set.flags),
        goals: values(set.goals),
        causes: values(set.causes),
    };
    Some(Library::of(Contents {
        techniques: techniques.into(),
        figures: figures.into(),
        routines: routines.into(),
        guides: guides.into(),
        sources: values(set.sources).into(),
        vocabulary: vocabulary.into(),
        safety: safety.into(),
        pack: values(set.packs).into_iter().next().into(),
    }))
}
