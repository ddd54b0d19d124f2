//! The binary `unhunch-tui`: the terminal UI by itself.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use unhunch_core::content::{Library, Options};
use unhunch_core::diagnostic::render::{Style, summary, text};
use unhunch_tui::{Ended, Setup, run};

const NAME: &str = "unhunch-tui";
const SUMMARY: &str = "loosen an upper back that desk work has tightened, in a terminal";
const MORE: &str =
    "`unhunch tui` is the same; `unhunch start --plain` plays a session in lines of text.";

/// Every option: how it is written, the name of its value, what it does.
const OPTIONS: [(&str, &str, &str); 6] = [
    ("--data", "DIR", "keep the journal in this folder"),
    (
        "--content",
        "SET",
        "use your own content set: a folder or a pack",
    ),
    (
        "--with-default",
        "",
        "lay your own content set beside the built-in one",
    ),
    ("--man", "", "print the manual page"),
    ("--version", "", "say the version"),
    ("--help", "", "say this"),
];

/// What the arguments ask for.
#[derive(Debug, Default, PartialEq)]
struct Asked {
    data: Option<PathBuf>,
    content: Option<PathBuf>,
    with_default: bool,
    /// To be printed instead of anything else.
    prints: Option<String>,
}

impl Asked {
    fn of(args: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut asked = Self::default();
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let mut folder = |what: &str| match args.next() {
                Some(folder) => Ok(Some(PathBuf::from(folder))),
                None => Err(format!("{what} needs a folder")),
            };
            match arg.to_str() {
                Some("--help" | "-h") => asked.prints = Some(help()),
                Some("--man") => asked.prints = Some(man()),
                Some("--version" | "-V") => {
                    asked.prints = Some(format!("{NAME} {}\n", env!("CARGO_PKG_VERSION")));
                }
                Some("--data") => asked.data = folder("--data")?,
                Some("--content") => asked.content = folder("--content")?,
                Some("--with-default") => asked.with_default = true,
                _ => return Err(format!("unknown argument {}; see --help", arg.display())),
            }
        }
        if asked.with_default && asked.content.is_none() {
            return Err("--with-default lays your own set beside the built-in one; \
                 name yours with --content"
                .to_owned());
        }
        Ok(asked)
    }
}

fn help() -> String {
    let mut help = format!("{NAME}: {SUMMARY}\n\nUsage: {NAME} [OPTIONS]\n\n");
    for (option, value, says) in OPTIONS {
        // Writing to a text does not fail.
        let _ = writeln!(help, "  {:<16} {says}", format!("{option} {value}"));
    }
    format!("{help}\n{MORE}\n")
}

/// The manual page, in roff.
fn man() -> String {
    let roff = |text: &str| text.replace('-', "\\-");
    let mut page = format!(
        ".TH {NAME} 1 \"\" \"{NAME} {}\"\n.SH NAME\n{} \\- {SUMMARY}\n.SH SYNOPSIS\n\\fB{}\\fR [\\fIOPTIONS\\fR]\n.SH OPTIONS\n",
        env!("CARGO_PKG_VERSION"),
        roff(NAME),
        roff(NAME),
    );
    for (option, value, says) in OPTIONS {
        let _ = write!(page, ".TP\n\\fB{}\\fR", roff(option));
        if !value.is_empty() {
            let _ = write!(page, " \\fI{value}\\fR");
        }
        let _ = writeln!(page, "\n{}", roff(says));
    }
    format!(
        "{page}.SH EXIT STATUS\n0 done, 1 failed, 2 usage, 130 interrupted.\n.SH SEE ALSO\n{}\n",
        roff(MORE)
    )
}

fn main() -> ExitCode {
    let asked = match Asked::of(std::env::args_os().skip(1)) {
        Ok(asked) => asked,
        Err(says) => return fail(&says, 2),
    };
    if let Some(prints) = asked.prints {
        return match std::io::stdout().write_all(prints.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let folder = match unhunch_host::data_folder(asked.data) {
        Ok(folder) => folder,
        Err(error) => return fail(&error.message, 1),
    };
    let library = match asked.content {
        None => unhunch_bundle::library(),
        Some(dir) => match own_library(&dir, asked.with_default) {
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

/// Loads a person's own set; its faults go to standard error.
fn own_library(dir: &Path, with_default: bool) -> Result<Library, String> {
    let options = Options {
        today: Some(unhunch_host::now().date()),
        ..Options::default()
    };
    let loaded = unhunch_bundle::load_set(dir, with_default, &options);
    loaded.library.ok_or_else(|| {
        let frames = text(&loaded.diagnostics, &loaded.sources, Style::default());
        // When even standard error is gone, the exit code still tells.
        let _ = std::io::stderr().write_all(frames.as_bytes());
        format!(
            "the content in {} cannot be used ({}); mend it, or leave --content out",
            dir.display(),
            summary(&loaded.diagnostics)
        )
    })
}

fn fail(says: &str, code: u8) -> ExitCode {
    // When even standard error is gone, the exit code still tells.
    let _ = writeln!(std::io::stderr(), "error: {says}");
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(args: &[&str]) -> Result<Asked, String> {
        Asked::of(args.iter().map(OsString::from))
    }

    #[test]
    fn arguments_are_read_and_wrong_ones_are_told() {
        let asked = of(&["--data", "a", "--content", "b", "--with-default"]).unwrap();
        assert_eq!(asked.data, Some("a".into()));
        assert_eq!(asked.content, Some("b".into()));
        assert!(asked.with_default && asked.prints.is_none());
        for wrong in [&["--data"][..], &["--with-default"], &["start"], &["-x"]] {
            assert!(of(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn help_and_manual_tell_every_option() {
        let help = of(&["--help"]).unwrap().prints.unwrap();
        let page = of(&["--man"]).unwrap().prints.unwrap();
        for (option, _, says) in OPTIONS {
            assert!(help.contains(option) && help.contains(says));
            assert!(page.contains(&option.replace('-', "\\-")), "{page}");
        }
        assert!(
            help.lines().all(|line| line.chars().count() <= 85),
            "{help}"
        );
    }
}
