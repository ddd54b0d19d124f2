//! The binary `unhunch-server`: the server by itself.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use unhunch_core::content::{Library, Options};
use unhunch_core::diagnostic::render::{Style, summary, text};
use unhunch_server::{Failure, Listen, Setup, log, probe, run};

const HELP: &str = "\
unhunch-server: loosen an upper back that desk work has tightened, in a browser

Usage: unhunch-server [--listen ADDRESS] [--data DIR] [--content SET [--with-default]] [--log LEVEL]
       unhunch-server --health [--listen ADDRESS]

  --listen ADDRESS   listen on this address and port (127.0.0.1:7171)
  --data DIR         keep the journal in this folder
  --content SET      use your own content set: a folder or a pack
  --with-default     lay your own content set beside the built-in one
  --log LEVEL        log on standard error: error, warn, info, debug or off
  --health           only tell, by the exit code, whether the server on that address is well
  --version          say the version
  --help             say this

`unhunch serve` is the same.
";

fn main() -> ExitCode {
    let mut data = None;
    let mut content = None;
    let mut with_default = false;
    let mut health = false;
    let mut listen = Listen::USUAL.to_owned();
    let mut level: Option<String> = None;
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--help" | "-h") => return say(HELP),
            Some("--version" | "-V") => {
                return say(concat!("unhunch-server ", env!("CARGO_PKG_VERSION"), "\n"));
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
            Some("--health") => health = true,
            Some("--listen") => match args.next().map(|one| one.into_string()) {
                Some(Ok(address)) => listen = address,
                _ => return fail("--listen needs an address", 2),
            },
            Some("--log") => match args.next().map(|one| one.into_string()) {
                Some(Ok(word)) => level = Some(word),
                _ => return fail("--log needs a level", 2),
            },
            _ => {
                let says = format!("unknown argument {}; see --help", arg.display());
                return fail(&says, 2);
            }
        }
    }
    if health {
        return match Listen::parse(&listen).and_then(probe) {
            Ok(()) => ExitCode::SUCCESS,
            Err(Failure::Usage(says)) => fail(&says, 2),
            Err(Failure::Failed(says)) => fail(&says, 1),
        };
    }
    let folder = match unhunch_host::data_folder(data) {
        Ok(folder) => folder,
        Err(error) => return fail(&error.message, 1),
    };
    let listen =
        match Listen::parse(&listen).and_then(|listen| log(level.as_deref()).map(|()| listen)) {
            Ok(listen) => listen,
            Err(error) => return fail(&error.to_string(), 2),
        };
    let library = match content {
        None if with_default => {
            return fail(
                "--with-default lays your own set beside the built-in one; name yours with --content",
                2,
            );
        }
        None => unhunch_bundle::library(),
        Some(set) => match own_library(&set, with_default) {
            Ok(library) => library,
            Err(says) => return fail(&says, 1),
        },
    };
    let setup = Setup {
        library: Box::leak(Box::new(library)),
        folder,
        wall: Arc::new(unhunch_host::now),
        port: listen.address.port(),
    };
    let ready = |address| {
        say(&format!(
            "unhunch is at http://{address} (Ctrl-C ends it)\n"
        ));
    };
    match run(setup, listen, ready) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(says)) => fail(&says, 2),
        Err(Failure::Failed(says)) => fail(&says, 1),
    }
}

/// Loads a person's own set; its faults go to standard error.
fn own_library(set: &Path, with_default: bool) -> Result<Library, String> {
    let options = Options {
        today: Some(unhunch_host::now().date()),
        ..Options::default()
    };
    let loaded = unhunch_bundle::load_set(set, with_default, &options);
    loaded.library.ok_or_else(|| {
        let frames = text(&loaded.diagnostics, &loaded.sources, Style::default());
        // When even standard error is gone, the exit code still tells.
        let _ = std::io::stderr().write_all(frames.as_bytes());
        format!(
            "the content in {} cannot be used ({}); mend it, or leave --content out",
            set.display(),
            summary(&loaded.diagnostics)
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
