//! Reads `CHANGELOG.md`, and says where it is not in the form of Keep a Changelog.
//!
//! The form: a title, then an entry for each version, the newest first, `## [1.2.0] - 2026-01-31`, with
//! `## [Unreleased]` before all of them; in an entry groups of changes of known kinds, each with a list.

use jiff::civil::Date;

/// Kinds of changes, as Keep a Changelog names them.
const KINDS: &[&str] = &[
    "Added",
    "Changed",
    "Deprecated",
    "Removed",
    "Fixed",
    "Security",
];
const UNRELEASED: &str = "Unreleased";

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The version; none for what is not released.
    pub(crate) version: Option<String>,
    /// When it was released.
    pub(crate) date: Option<Date>,
    /// How many changes it has.
    pub(crate) changes: usize,
    line: usize,
}

/// A changelog that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changelog {
    /// Its entries, in their order.
    pub(crate) entries: Vec<Entry>,
    /// What is not in the form, each with its line.
    pub(crate) faults: Vec<(usize, String)>,
}

impl Changelog {
    /// Reads it, and finds every fault at once.
    pub(crate) fn read(text: &str) -> Self {
        let mut log = Self {
            entries: Vec::new(),
            faults: Vec::new(),
        };
        if text.lines().next() != Some("# Changelog") {
            log.faults.push((1, "begins with `# Changelog`".to_owned()));
        }
        let mut kinds: Vec<String> = Vec::new();
        let mut empty: Option<(usize, String)> = None;
        for (line, text) in (1..).zip(text.lines()) {
            if let Some(heading) = text.strip_prefix("## ") {
                log.faults.extend(empty.take());
                kinds.clear();
                log.entry(line, heading);
            } else if let Some(kind) = text.strip_prefix("### ") {
                log.faults.extend(empty.take());
                if !KINDS.contains(&kind) {
                    let known = KINDS.join(", ");
                    log.faults.push((
                        line,
                        format!("`{kind}` is no kind of change; there are {known}"),
                    ));
                }
                if kinds.iter().any(|one| one == kind) {
                    log.faults
                        .push((line, format!("`{kind}` stands twice in this entry")));
                }
                kinds.push(kind.to_owned());
                empty = Some((line, format!("`{kind}` has no change under it")));
            } else if text.starts_with("- ") {
                empty = None;
                let outside = kinds.is_empty();
                match log.entries.last_mut() {
                    Some(entry) if !outside => entry.changes += 1,
                    _ => log.faults.push((
                        line,
                        "a change stands under its kind, such as `### Added`".to_owned(),
                    )),
                }
            }
        }
        log.faults.extend(empty);
        log.order();
        log.faults.sort();
        log
    }

    fn entry(&mut self, line: usize, heading: &str) {
        let mut entry = Entry {
            version: None,
            date: None,
            changes: 0,
            line,
        };
        let inside = heading
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'));
        match inside {
            Some((UNRELEASED, "")) => {}
            Some((version, rest)) if is_version(version) => {
                entry.version = Some(version.to_owned());
                entry.date = rest.strip_prefix(" - ").and_then(|date| date.parse().ok());
                if entry.date.is_none() {
                    let says =
                        format!("version {version} has no date: `## [{version}] - 2026-01-31`");
                    self.faults.push((line, says));
                }
            }
            _ => {
                let says = "an entry is `## [Unreleased]` or `## [1.2.0] - 2026-01-31`";
                self.faults.push((line, says.to_owned()));
                return;
            }
        }
        self.entries.push(entry);
    }

    /// What is not released comes first, and then the newest.
    fn order(&mut self) {
        match self.entries.first() {
            Some(first) if first.version.is_none() => {}
            _ => self
                .faults
                .push((0, "has `## [Unreleased]` before all versions".to_owned())),
        }
        for pair in self.entries.windows(2) {
            let [newer, older] = pair else { continue };
            let line = older.line;
            match (&newer.version, &older.version) {
                (_, None) => self
                    .faults
                    .push((line, "`Unreleased` stands once, and first".to_owned())),
                (Some(newer), Some(older)) if precedence(newer) <= precedence(older) => {
                    let says = format!(
                        "version {older} is not older than {newer}, which stands before it"
                    );
                    self.faults.push((line, says));
                }
                _ => {}
            }
            if let (Some(after), Some(before)) = (newer.date, older.date)
                && after < before
            {
                let says =
                    format!("is of {before}, and the version before it in the list of {after}");
                self.faults.push((line, says));
            }
        }
    }

    /// The entry of a version.
    pub(crate) fn of(&self, version: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.version.as_deref() == Some(version))
    }

    /// How many changes wait for a release.
    pub(crate) fn waiting(&self) -> usize {
        let waiting = self.entries.iter().filter(|entry| entry.version.is_none());
        waiting.map(|entry| entry.changes).sum()
    }
}

/// A version as Semantic Versioning orders it: its numbers, whether it is whole, and the parts of what comes
/// before a whole one.
type Precedence = ([u64; 3], bool, Vec<Part>);

/// A part of a pre-release: numbers come before words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Word(String),
}

/// Whether a text is a version, as Semantic Versioning has it, without build metadata.
pub(crate) fn is_version(text: &str) -> bool {
    precedence(text).is_some()
}

fn precedence(text: &str) -> Option<Precedence> {
    let (core, before) = match text.split_once('-') {
        Some((core, before)) => (core, Some(before)),
        None => (text, None),
    };
    let mut numbers = core.split('.').map(number);
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    if numbers.next().is_some() {
        return None;
    }
    let parts: Option<Vec<Part>> = before.map_or(Some(Vec::new()), |before| {
        before.split('.').map(part).collect()
    });
    Some((three, before.is_none(), parts?))
}

fn part(text: &str) -> Option<Part> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(text).map(Part::Number);
    }
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain.then(|| Part::Word(text.to_owned()))
}

fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let zero = text.len() > 1 && text.starts_with('0');
    (plain && !zero).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "\
# Changelog

What changed.

## [Unreleased]

### Added

- One,
  in two lines.
- Two.

## [0.2.0] - 2026-02-01

### Fixed

- Three.

## [0.2.0-rc.1] - 2026-01-31

### Added

- Four.
";

    #[test]
    fn entries_are_read() {
        let log = Changelog::read(GOOD);
        assert_eq!(log.faults, []);
        assert_eq!(log.waiting(), 2);
        let entry = log.of("0.2.0").unwrap();
        assert_eq!(
            (entry.changes, entry.date),
            (1, Some("2026-02-01".parse().unwrap()))
        );
        assert_eq!(log.of("0.1.0"), None);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        for (from, to, line, says) in [
            ("# Changelog", "# News", 1, "begins with"),
            (
                "### Fixed",
                "### Mended",
                15,
                "`Mended` is no kind of change",
            ),
            ("- Three.", "Three.", 15, "`Fixed` has no change"),
            ("### Fixed\n\n", "", 15, "stands under its kind"),
            (" - 2026-02-01", "", 13, "has no date"),
            ("2026-02-01", "yesterday", 13, "has no date"),
            ("[0.2.0] -", "0.2.0 -", 13, "an entry is"),
            ("[0.2.0] -", "[0.1.0] -", 19, "is not older than 0.1.0"),
            ("2026-01-31", "2026-03-01", 19, "is of 2026-03-01"),
            (
                "## [Unreleased]",
                "## [0.3.0] - 2026-04-01",
                0,
                "has `## [Unreleased]`",
            ),
            (
                "[0.2.0-rc.1] - 2026-01-31",
                "[Unreleased]",
                19,
                "stands once",
            ),
            (
                "- Two.\n",
                "- Two.\n\n### Added\n\n- Five.\n",
                13,
                "`Added` stands twice",
            ),
        ] {
            let log = Changelog::read(&GOOD.replacen(from, to, 1));
            let told = log
                .faults
                .iter()
                .any(|(at, fault)| *at == line && fault.contains(says));
            assert!(told, "{to}: {:?}", log.faults);
        }
    }

    #[test]
    fn versions_are_ordered_as_semantic_versioning_orders_them() {
        let ordered = [
            "0.9.9",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-rc.2",
            "1.0.0",
            "1.0.10",
            "1.2.0",
        ];
        for pair in ordered.windows(2) {
            assert!(precedence(pair[0]) < precedence(pair[1]), "{pair:?}");
        }
        for bad in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "01.2.3",
            "1.2.x",
            "v1.2.3",
            "1.2.3-",
            "1.2.3-a..b",
            "1.2.3-01",
            "1.2.3+b",
        ] {
            assert!(!is_version(bad), "{bad}");
        }
    }

    #[test]
    fn our_own_is_in_the_form() {
        let root = crate::workspace::root().unwrap();
        let text = std::fs::read_to_string(root.join("CHANGELOG.md")).unwrap();
        assert_eq!(Changelog::read(&text).faults, []);
    }
}
