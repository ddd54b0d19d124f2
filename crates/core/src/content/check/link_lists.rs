//! `link-lists`: a guide's lists say what its text links.

use std::collections::HashSet;

use super::dead_link::part_of;
use super::scope::Scope;
use super::set::Part;
use crate::content::{Guide, Link};
use crate::diagnostic::{Diagnostic, FileId, Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "link-lists",
    severity: Severity::Error,
    title: "a guide's front matter lists what its text links",
    explanation: "`techniques`, `guides` and `sources` in a guide's front matter are what pages and \
commands show beside the text. Each id in them is linked in the text, and each link stands in them.",
};

/// Compares lists with links.
pub(crate) fn check(scope: &Scope<'_>, faults: &mut Vec<Diagnostic>) {
    for guide in &scope.set.guides {
        compare(guide.file, guide, faults);
    }
}

fn compare(file: FileId, guide: &Guide, faults: &mut Vec<Diagnostic>) {
    let front = &guide.front;
    let links = guide.links();
    for (part, key, listed) in [
        (Part::Techniques, "techniques", &front.techniques),
        (Part::Guides, "guides", &front.guides),
        (Part::Sources, "sources", &front.sources),
    ] {
        let linked: Vec<&Link> = links
            .iter()
            .filter(|link| part_of(&link.scheme) == Some(part))
            .collect();
        let targets: HashSet<&str> = linked.iter().map(|link| link.target.as_str()).collect();
        for id in listed {
            if !targets.contains(id.as_str()) {
                let message = format!("`{key}` lists `{id}`, and the text does not link it");
                faults.push(
                    Diagnostic::new(&RULE, file, id.span, message)
                        .help("link it in the text, or take it off the list"),
                );
            }
        }
        let mut known: HashSet<&str> = listed.iter().map(|id| id.as_str()).collect();
        for link in linked {
            // Each missing id is reported once, at its first link.
            if known.insert(&link.target) {
                let target = &link.target;
                let message = format!("the text links `{target}`, and `{key}` does not list it");
                faults.push(
                    Diagnostic::new(&RULE, file, link.span, message)
                        .help(format!("add \"{target}\" to `{key}` in the front matter")),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;
    use super::RULE;

    #[test]
    fn lists_and_links_agree_both_ways() {
        let guide = "guides/why-it-tightens.md";
        assert_eq!(
            messages(&RULE, &[(guide, "[\"shoulder-rolls\"]", "[\"band-row\"]")]),
            [
                "`techniques` lists `band-row`, and the text does not link it",
                "the text links `shoulder-rolls`, and `techniques` does not list it",
            ]
        );
    }
}
