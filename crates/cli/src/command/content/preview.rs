//! `unhunch content preview`: pages on a set that is being written.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use unhunch_bundle::load_set;
use unhunch_core::diagnostic::render::{Style, text};
use unhunch_server::preview::{Preview, run as serve};
use unhunch_server::{App, Listen, Setup};

use super::watch::{Next, Watch};
use crate::args::PreviewArgs;
use crate::command::serve::announced;
use crate::context::{Context, check_options};
use crate::error::{Exit, Failure, Outcome};

/// Serves the set until it is told to end.
pub(super) fn run(context: &Context, args: &PreviewArgs) -> Outcome {
    let Some(dir) = args.dir.as_deref().or(context.content_dir()) else {
        return Err(Failure::usage(
            "name the folder of the set that is to be shown",
        ));
    };
    let listen = Listen::parse(&args.listen)?;
    let folder = Folder::new()?;
    let watch = Watch::of(dir, args.poll)?;
    let preview = Preview::default();
    let set = Set {
        dir: dir.to_owned(),
        with_default: context.with_default(),
        folder: folder.0.clone(),
    };
    let shown = preview.clone();
    serve(&preview, listen, |address| {
        set.show(&shown, address.port());
        // It ends with the process: the server's own signals are what is waited for.
        std::thread::spawn(move || {
            let never = AtomicBool::new(false);
            while matches!(watch.next(&never), Next::Change) {
                set.show(&shown, address.port());
            }
        });
        announced(address, args.open);
    })?;
    Ok(Exit::Done)
}

/// The set that is shown.
struct Set {
    dir: PathBuf,
    with_default: bool,
    folder: PathBuf,
}

impl Set {
    /// Reads it, and shows it as it is now.
    fn show(&self, preview: &Preview, port: u16) {
        let mut loaded = load_set(&self.dir, self.with_default, &check_options());
        let mut faults = text(&loaded.diagnostics, &loaded.sources, Style::default());
        let app = loaded.library.take().and_then(|library| {
            let setup = Setup {
                // Pages hold on to a library for as long as they like; an afternoon's versions take little.
                library: Box::leak(Box::new(library)),
                folder: self.folder.clone(),
                wall: Arc::new(unhunch_host::now),
                port,
            };
            App::new(setup)
                .map_err(|error| faults.push_str(&error.message))
                .ok()
        });
        preview.show(app, faults);
    }
}

/// A folder for a journal of its own, which goes away again: what is tried in a preview is nobody's diary.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("unhunch-preview-{}", std::process::id()));
        let made = |path: &Path| std::fs::create_dir(path);
        made(&path).map_err(|error| {
            Failure::failed(format!("{} cannot be made: {error}", path.display()))
        })?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder for passing things that stays is cleared by the system.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
