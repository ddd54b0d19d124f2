//! The binary `unhunch-tui`: the terminal UI by itself.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use unhunch_core::content::{Library, Options};
use unhunch_core::diagnostic::render::{Style, summary, text};
use unhunch_tui::{Ended, Setup, run};

const HELP: &str = "\
unhunch-tui: loosen an upper back that desk work has tightened, in a terminal

Usage: unhunch-tui [--data DIR] [--content SET] [--with-default]

  --data DIR       keep the journal in this folder
  --content SET    use your own content set: a folder, or a pack
  --with-default   lay your own set beside the built-in one
  --version        say the version
  --help           say this

`unhunch tui` is the same; `unhunch start --plain` plays a session in lines of text.
";

fn main() -> ExitCode {
    let mut data = None;
    let mut content = None;
    let mut with_default = false;
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--help" | "-h") => return say(HELP),
            Some("--version" | "-V") => {
                return say(concat!("unhunch-tui ", env!("CARGO_PKG_VERSION"), "\n"));
            }
            Some("--data") => match args.next() {
                Some(dir) => data = Some(dir.into()),
                None => return fail("--data needs a folder", 2),
            },
            Some("--content") => match args.next() {
                Some(set) => content = Some(PathBuf::from(set)),
                None => return fail("--content needs a folder or a pack", 2),
            },
            Some("--with-default") => with_default = true,
            _ => {
                let says = format!("unknown argument {}; see --help", arg.display());
                return fail(&says, 2);
            }
        }
    }
    let folder = match unhunch_host::data_folder(data) {
        Ok(folder) => folder,
        Err(error) => return fail(&error.message, 1),
    };
    let library = match content {
        None if with_default => return fail("--with-default goes with --content", 2),
        None => unhunch_bundle::library(),
        Some(set) => match own(&set, with_default) {
            Ok(library) => library,
            Err(says) => return fail(&says, 1),
        },
    };
    let library = Box::leak(Box::new(library));
    match run(Setup { library, folder }) {
        Ok(Ended::Left) => ExitCode::SUCCESS,
        Ok(Ended::Interrupted) => ExitCode::from(130),
        Err(error) => fail(&error.to_string(), 1),
    }
}

/// Somebody's own set; its faults go to standard error.
fn own(set: &Path, with_default: bool) -> Result<Library, String> {
    let options = Options {
        today: Some(unhunch_host::now().date()),
        ..Options::default()
    };
    let loaded = unhunch_bundle::load_set(set, with_default, &options);
    loaded.library.ok_or_else(|| {
        let faults = text(&loaded.diagnostics, &loaded.sources, Style::default());
        let summary = summary(&loaded.diagnostics);
        format!(
            "the content in {} cannot be used ({summary})\n\n{faults}",
            set.display()
        )
    })
}

fn say(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn fail(says: &str, code: u8) -> ExitCode {
    // When even standard error is gone, the exit code still tells.
    let _ = writeln!(std::io::stderr(), "error: {says}");
    ExitCode::from(code)
}
