//! Holds the Containerfile to what it promises: no engine runs where the tests run, so its lines are read, and
//! what it asks of the server is tried without it.

use std::fs;
use std::path::Path;

use super::archive::EVERY;
use crate::dist::flavour::Flavour;
use crate::workspace::{Failure, at};

/// An instruction: its word, and the rest on one line.
type Instruction = (String, String);

/// Reads the Containerfile and finds what it promises.
///
/// # Errors
///
/// With every promise that it does not keep.
pub(super) fn keeps_its_promises(root: &Path) -> Result<(), Failure> {
    let path = root.join("packaging/Containerfile");
    let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    let faults = faults(&instructions(&text));
    if faults.is_empty() {
        Ok(())
    } else {
        Err(format!("{}: {}", path.display(), faults.join("; ")).into())
    }
}

/// The instructions, with lines that go on put together and remarks left out.
fn instructions(text: &str) -> Vec<Instruction> {
    let mut found = Vec::new();
    let mut whole = String::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'))
    {
        match line.strip_suffix('\\') {
            Some(more) => whole.push_str(more),
            None => {
                whole.push_str(line);
                if let Some((word, rest)) = whole.split_once(' ') {
                    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
                    found.push((word.to_uppercase(), rest));
                }
                whole.clear();
            }
        }
    }
    found
}

fn faults(all: &[Instruction]) -> Vec<String> {
    let mut faults = Vec::new();
    let begin = all
        .iter()
        .rposition(|(word, _)| word == "FROM")
        .unwrap_or(0);
    let last = &all[begin..];
    let of = |word: &str| -> Vec<&str> {
        let same = last.iter().filter(|(one, _)| one == word);
        same.map(|(_, rest)| rest.as_str()).collect()
    };
    let mut hold = |kept: bool, says: &str| {
        if !kept {
            faults.push(says.to_owned());
        }
    };
    let users = of("USER");
    let number = |user: &str| {
        user.split(':')
            .all(|id| id.parse::<u32>().is_ok_and(|id| id > 0))
    };
    hold(
        users.last().is_some_and(|user| number(user)),
        "the last image runs as a user with a number that is not 0",
    );
    let data: Vec<&str> = of("ENV")
        .into_iter()
        .filter_map(|set| set.strip_prefix("UNHUNCH_DATA_DIR="))
        .collect();
    let volumes = of("VOLUME");
    hold(
        data.len() == 1 && data == volumes,
        "the journal is in the one volume, so the root file system need not be written",
    );
    let owner = users.last().map(|user| format!("--chown={user} "));
    hold(
        of("COPY").iter().any(|copy| {
            owner.as_deref().is_some_and(|owner| copy.contains(owner))
                && data
                    .iter()
                    .any(|folder| copy.ends_with(&format!(" {folder}")))
        }),
        "the volume begins as a folder of that user",
    );
    hold(
        of("HEALTHCHECK")
            .iter()
            .any(|check| check.contains("CMD [\"/usr/bin/unhunch-server\", \"--health\"]")),
        "the server checks its own health, without a shell",
    );
    hold(
        of("ENTRYPOINT") == ["[\"/usr/bin/unhunch-server\"]"],
        "the server is what is started, without a shell",
    );
    // It listens to nobody outside, so no port leads to it.
    hold(of("EXPOSE").is_empty(), "no port is named as open");
    hold(
        of("RUN").is_empty(),
        "the last image runs nothing: it has no shell",
    );
    let copies = of("COPY");
    let copied: Vec<&str> = copies
        .iter()
        .flat_map(|copy| copy.split(' '))
        .filter_map(|word| word.strip_prefix("/archive/"))
        .collect();
    for name in &copied {
        hold(
            *name == Flavour::Server.program() || EVERY.contains(name),
            &format!("{name} is copied, and no archive has it"),
        );
    }
    for name in EVERY.iter().filter(|name| is_notice(name)) {
        hold(
            copied.contains(name),
            &format!("{name} goes with the program"),
        );
    }
    for (_, image) in all.iter().filter(|(word, _)| word == "FROM") {
        let tagged = image.split(' ').next().unwrap_or_default();
        let tag = tagged
            .rsplit('/')
            .next()
            .and_then(|name| name.split_once(':'));
        hold(
            tag.is_some_and(|(_, tag)| tag != "latest"),
            &format!("{tagged} is an image without a version"),
        );
    }
    faults
}

/// Whether a file of an archive is one that nobody may leave out who hands on the program.
fn is_notice(name: &str) -> bool {
    ["LICENSE", "THIRD-PARTY", "COPYRIGHT"]
        .iter()
        .any(|begin| name.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "FROM a/b:1 AS build\nRUN make\nFROM c/d:2\n# A remark.\nCOPY --from=build \\\n\
        \x20   /archive/unhunch-server /usr/bin/unhunch-server\nCOPY --from=build /archive/LICENSE-MIT \
        /archive/LICENSE-APACHE /archive/LICENSE-CONTENT /archive/THIRD-PARTY-NOTICES.md \
        /archive/COPYRIGHT-rust-standard-library.html /doc/\nCOPY --from=build --chown=7:7 /data /data\nENV UNHUNCH_DATA_DIR=/data\nUSER 7:7\n\
        VOLUME /data\nHEALTHCHECK --interval=1s CMD [\"/usr/bin/unhunch-server\", \"--health\"]\n\
        ENTRYPOINT [\"/usr/bin/unhunch-server\"]\n";

    fn told(text: &str) -> Vec<String> {
        faults(&instructions(text))
    }

    #[test]
    fn our_containerfile_keeps_its_promises() {
        keeps_its_promises(&crate::workspace::root().unwrap()).unwrap();
    }

    #[test]
    fn each_broken_promise_is_told() {
        assert_eq!(told(GOOD), Vec::<String>::new());
        for (from, to, says) in [
            ("USER 7:7", "USER root", "a user with a number"),
            ("USER 7:7", "USER 0:0", "a user with a number"),
            ("VOLUME /data", "VOLUME /other", "the one volume"),
            ("--chown=7:7 ", "", "a folder of that user"),
            ("\"--health\"", "\"--version\"", "its own health"),
            (
                "ENTRYPOINT [\"/usr/bin/unhunch-server\"]",
                "ENTRYPOINT sh",
                "what is started",
            ),
            ("USER", "EXPOSE 7171\nUSER", "no port"),
            ("USER", "RUN true\nUSER", "has no shell"),
            ("/archive/unhunch-server", "/archive/gone", "gone is copied"),
            ("/archive/LICENSE-MIT ", "", "LICENSE-MIT goes with"),
            ("/archive/THIRD", "/elsewhere/THIRD", "NOTICES.md goes with"),
            ("c/d:2", "c/d", "without a version"),
            ("c/d:2", "c/d:latest", "without a version"),
        ] {
            let faults = told(&GOOD.replacen(from, to, 1)).join("; ");
            assert!(faults.contains(says), "{to}: {faults}");
        }
    }
}
