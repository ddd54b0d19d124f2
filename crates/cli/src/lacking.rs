//! Commands that this build was made without: they are no typing error, and whoever asks for one is told which
//! build has it.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::error::Failure;

/// A command, whether this build has it, and what it is.
const PARTS: &[(&str, bool, &str)] = &[
    ("tui", cfg!(feature = "tui"), "the terminal UI"),
    ("serve", cfg!(feature = "server"), "the web pages"),
    (
        "preview",
        cfg!(feature = "server"),
        "the pages of the preview",
    ),
];

/// What to say instead of a usage error, if that is about such a command.
pub(crate) fn lacking(error: &clap::Error) -> Option<Failure> {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(asked)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    says(PARTS, asked).map(Failure::usage)
}

fn says(parts: &[(&str, bool, &str)], asked: &str) -> Option<String> {
    let (command, _, what) = parts
        .iter()
        .find(|(command, there, _)| !there && *command == asked)?;
    Some(format!(
        "this unhunch was built without {what}, which `{command}` needs; install the full unhunch for it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_lacks_is_told_and_a_slip_is_not() {
        let parts = [
            ("tui", false, "the terminal UI"),
            ("serve", true, "the web pages"),
        ];
        assert_eq!(
            says(&parts, "tui").unwrap(),
            "this unhunch was built without the terminal UI, which `tui` needs; install the full unhunch for it"
        );
        assert_eq!(says(&parts, "serve"), None);
        assert_eq!(says(&parts, "sreve"), None);
    }
}
