//! `unhunch content new`: commented files to begin with.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use unhunch_bundle::{library, load_set};
use unhunch_core::content::check::Part;
use unhunch_core::content::{Id, Library, Starter, schema};

use crate::args::{NewContentArgs, NewKind};
use crate::context::{Context, check_options};
use crate::error::{Exit, Failure, Outcome};
use crate::output::{Paper, name};

/// Writes what was asked for.
pub(super) fn run(context: &Context, args: &NewContentArgs) -> Outcome {
    let id = &args.id;
    if Id::new(id).is_none() || id.chars().any(|letter| letter.is_ascii_uppercase()) {
        return Err(Failure::usage(format!(
            "`{id}` is no id; write lower-case words joined by single hyphens, such as `wall-lean`"
        )));
    }
    let dir = match args.into.as_deref().or(context.content_dir()) {
        Some(dir) => dir.to_owned(),
        None => PathBuf::from("."),
    };
    let words = Words::of(context, &dir);
    let starters: &[Starter] = match args.kind {
        NewKind::Technique => &[Starter::Technique, Starter::Figure],
        NewKind::Figure => &[Starter::Figure],
        NewKind::Routine => &[Starter::Routine],
        NewKind::Guide => &[Starter::Guide],
        NewKind::Pack => &[Starter::Pack],
    };
    if words.has(args.kind, id) {
        return Err(Failure::usage(format!(
            "`{id}` is taken in this set; an id is for ever, so choose another one"
        )));
    }
    let files: Vec<(PathBuf, String)> = starters
        .iter()
        .map(|starter| {
            let text = starter.text(id, context.now().date(), &words.library);
            (dir.join(starter.file_name(id)), text)
        })
        .collect();
    // All or nothing: a technique is not begun over a figure that is there.
    if let Some((path, _)) = files
        .iter()
        .find(|(path, _)| fs::symlink_metadata(path).is_ok())
    {
        return Err(Failure::usage(format!(
            "{} is there already; choose another id, or take that file away first",
            path.display()
        )));
    }
    for (path, text) in &files {
        write_new(path, text)?;
    }
    for starter in starters {
        write_schema(&dir, *starter, id)?;
    }
    say(context, &dir, args.kind, &files)
}

/// The words that the starter lists.
struct Words {
    library: Library,
    /// Whether the new id has to differ from theirs: not where they are those of the built-in set in the stead of
    /// another.
    bind: bool,
}

impl Words {
    /// Those of the set, with the built-in one's where that was asked for; those of the built-in one as long as
    /// the set cannot be used, for instance because it is empty.
    fn of(context: &Context, dir: &Path) -> Self {
        let own = load_set(dir, context.with_default(), &check_options()).library;
        Self {
            bind: own.is_some() || context.with_default(),
            library: own.unwrap_or_else(library),
        }
    }

    fn has(&self, kind: NewKind, id: &str) -> bool {
        let library = &self.library;
        self.bind
            && match kind {
                NewKind::Technique => library.technique(id).is_some(),
                NewKind::Routine => library.routine(id).is_some(),
                NewKind::Guide => library.guide(id).is_some(),
                NewKind::Figure => library.figure(id).is_some(),
                NewKind::Pack => false,
            }
    }
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::failed(format!("{} cannot be written: {error}", path.display()))
}

/// Writes a file that is not there yet, and the folders on its way.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| failed(path, &error))
}

/// Puts the schema where the file's first line looks for it, as this program knows it.
fn write_schema(dir: &Path, starter: Starter, id: &str) -> Result<(), Failure> {
    let Some(part) = Part::of(&starter.file_name(id)) else {
        return Ok(());
    };
    let folder = dir.join(schema::FOLDER);
    let path = folder.join(schema::file_name(part));
    let text = unhunch_bundle::schema(part);
    if fs::read_to_string(&path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
    fs::write(&path, text).map_err(|error| failed(&path, &error))
}

fn say(context: &Context, dir: &Path, kind: NewKind, files: &[(PathBuf, String)]) -> Outcome {
    let mut paper = Paper::new();
    for (path, _) in files {
        paper.line(format!("Wrote {}", path.display()));
    }
    let beside = if context.with_default() {
        " --with-default"
    } else {
        ""
    };
    let check = name(&format!("unhunch content check {}{beside}", dir.display()));
    let next = match kind {
        NewKind::Figure => format!("Make the movement yours, then: {check}"),
        NewKind::Guide => format!("Fill in every \"\" and write the text, then: {check}"),
        NewKind::Technique | NewKind::Routine | NewKind::Pack => {
            format!("Fill in every \"\", then: {check}")
        }
    };
    paper.gap().paragraph(0, &next).print()?;
    Ok(Exit::Done)
}
