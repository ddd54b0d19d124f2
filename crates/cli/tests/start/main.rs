//! `unhunch start`, from outside: what it prints, what it leaves in the journal, and what outlives a kill.

#![allow(clippy::unwrap_used)] // Tests fail by panicking, in their helpers too.

mod desk;
#[cfg(unix)]
mod synchronized;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod trouble;
#[cfg(all(unix, feature = "tui"))]
mod ui;

use std::io::Read as _;
use std::process::{Command, Output, Stdio};

use desk::{Desk, ROUTINE, begun, code, library, text};
use unhunch_core::content::{Id, Level};
use unhunch_core::journal::{Body, EndReason, Profile, ProfileFlag};
use unhunch_core::timeline::Timeline;

#[test]
fn a_routine_is_played_told_and_recorded() {
    let desk = Desk::cleared(Level::Clear);
    let output = desk.run(&ROUTINE);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    // A machine that stalls for half a second looks like one that slept, at this speed.
    let stalled = |line: &&str| line.contains("Paused while") || line.ends_with("  Going on.");
    let said: Vec<String> = text(&output.stdout)
        .lines()
        .filter(|line| !stalled(line))
        .map(str::to_owned)
        .collect();
    insta::assert_snapshot!("routine", said.join("\n"));

    let bodies = desk.bodies();
    let Body::SessionStarted(started) = &bodies[0] else {
        panic!("{:?}", bodies[0]);
    };
    assert_eq!(started.routine, Id::new("short-break"));
    let timeline = Timeline::from_json(&started.plan.to_string()).unwrap();
    let segments: Vec<_> = bodies
        .iter()
        .filter_map(|body| match body {
            Body::SegmentFinished(segment) => Some(segment),
            _ => None,
        })
        .collect();
    assert_eq!(segments.len(), timeline.segments().len());
    let whole = |one: &&&_| {
        let one: &unhunch_core::journal::SegmentFinished = one;
        one.complete && one.played_ms == one.planned_ms
    };
    assert_eq!(segments.iter().filter(whole).count(), segments.len());
    let finished: Vec<&str> = bodies
        .iter()
        .filter_map(|body| match body {
            Body::TechniqueFinished(one) => Some(one.technique.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        finished,
        [
            "shoulder-rolls",
            "band-row",
            "neck-stretch",
            "slow-breathing"
        ]
    );
    let Some(Body::SessionEnded(ended)) = bodies.last() else {
        panic!("no end");
    };
    assert_eq!(
        (ended.reason, ended.played_ms),
        (EndReason::Done, timeline.total_ms())
    );
}

#[test]
fn json_is_one_event_to_a_line_and_nothing_else() {
    let desk = Desk::cleared(Level::Clear);
    let mut args = ROUTINE.to_vec();
    args.push("--json");
    let output = desk.run(&args);
    assert_eq!(code(&output), 0);
    let events: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let schema = "unhunch.session-event/1";
    assert!(events.iter().all(|event| event["schema"] == schema));
    assert_eq!(events[0]["event"], "session-started");
    let last = events.last().unwrap();
    assert_eq!(last["event"], "session-finished");
    assert_eq!(last["left_ms"], 0);
    assert_eq!(last["reached_end"], true);
    assert!(events.iter().any(|event| event["event"] == "tick"));
}

#[test]
fn the_same_flags_plan_the_same() {
    let plan = |desk: &Desk| {
        let output = desk.run(&["--minutes", "3", "--speed", "20", "--yes", "--seed", "7"]);
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        desk.bodies().into_iter().find_map(|body| match body {
            Body::SessionStarted(started) => Some((started.plan, started.request)),
            _ => None,
        })
    };
    let desks = (Desk::cleared(Level::Clear), Desk::cleared(Level::Clear));
    let (first, second) = (plan(&desks.0).unwrap(), plan(&desks.1).unwrap());
    assert_eq!(first, second);
    assert_eq!((first.1.minutes, first.1.seed), (Some(3), Some(7)));
    // And so does the preview.
    let desk = Desk::cleared(Level::Clear);
    let shown = desk
        .unhunch(&["plan", "--minutes", "3", "--seed", "7", "--json"])
        .output()
        .unwrap();
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    let played: serde_json::Value = serde_json::from_str(&first.0.to_string()).unwrap();
    assert_eq!(shown["timeline"], played);
}

#[test]
fn nothing_is_played_without_a_check_that_clears() {
    let desk = Desk::new();
    let output = desk.run(&ROUTINE);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("unhunch check"));
    assert_eq!(desk.bodies(), []);
    let asks: Vec<&str> = ROUTINE.into_iter().filter(|one| *one != "--yes").collect();
    assert_eq!(code(&desk.run(&asks)), 2);
    assert_eq!(desk.bodies(), []);
    let urgent = Desk::cleared(Level::Urgent);
    assert_ne!(code(&urgent.run(&ROUTINE)), 0);
    assert_eq!(urgent.bodies(), []);
}

#[test]
fn a_level_for_a_professional_shows_its_advice_and_leaves_what_is_gentle() {
    let desk = Desk::cleared(Level::SeeProfessional);
    let output = desk.run(&ROUTINE);
    let says = text(&output.stderr);
    assert_eq!(code(&output), 3, "{says}");
    assert!(says.contains("only gentle techniques"), "{says}");
    let planned = desk.run(&["--minutes", "2", "--speed", "20", "--yes"]);
    assert_eq!(code(&planned), 0, "{}", text(&planned.stderr));
    let says = text(&planned.stdout);
    assert!(says.contains("physiotherapist"), "{says}");
}

#[test]
fn a_flag_that_rules_a_technique_out_stops_the_routine() {
    let mut desk = Desk::cleared(Level::Clear);
    let library = library();
    let mut cautions = library.techniques().iter().flat_map(|one| &one.cautions);
    let caution = cautions.find(|one| one.substitute.is_some()).unwrap();
    desk.record(Body::ProfileSet(Profile {
        flags: vec![ProfileFlag {
            flag: caution.flag.value.clone(),
            areas: Vec::new(),
        }],
        ..Profile::default()
    }));
    let output = desk.run(&ROUTINE);
    let says = text(&output.stderr);
    assert_eq!(code(&output), 3, "{says}");
    assert!(says.contains("because you said"), "{says}");
    assert!(says.contains("instead:"), "{says}");
    assert_eq!(desk.bodies(), []);
}

#[test]
fn what_a_profile_says_and_the_content_does_not_know_is_told_by_whatever_plans() {
    let mut desk = Desk::cleared(Level::Clear);
    let id = |text: &str| Id::new(text).unwrap();
    desk.record(Body::ProfileSet(Profile {
        flags: vec![
            ProfileFlag {
                flag: id("glass-bones"),
                areas: Vec::new(),
            },
            // Not one that can be limited to an area, in this set.
            ProfileFlag {
                flag: id("neck-injury"),
                areas: vec![id("shoulder")],
            },
        ],
        positions: vec![id("upside-down")],
        ..Profile::default()
    }));
    let warned = |output: &Output| {
        let says = text(&output.stderr);
        assert_eq!(code(output), 0, "{says}");
        let words = [
            "`glass-bones`",
            "\"Recent neck injury\"",
            "none of the positions",
        ];
        assert_eq!(says.matches("warning: ").count(), words.len(), "{says}");
        for word in words {
            assert!(says.contains(word), "{word}: {says}");
        }
    };
    let quick = ["--minutes", "1", "--speed", "20", "--yes"];
    warned(&desk.run(&quick));
    warned(&desk.run(&[&quick[..], &["--json"]].concat()));
    warned(&desk.unhunch(&["plan", "--minutes", "1"]).output().unwrap());
    for args in [
        &["plan", "--minutes", "3", "--json"][..],
        &["now", "--json"],
    ] {
        let output = desk.unhunch(args).output().unwrap();
        warned(&output);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["warnings"].as_array().unwrap().len(), 3, "{answer}");
    }
    // A limit that means nothing leaves out more, not less.
    let refused = desk.run(&ROUTINE);
    assert_eq!(code(&refused), 3, "{}", text(&refused.stderr));
    let shown = desk.unhunch(&["profile"]).output().unwrap();
    assert!(text(&shown.stdout).contains("glass-bones (unknown to this content"));
    let cleared = ["profile", "--clear-flag", "glass-bones"];
    assert_eq!(code(&desk.unhunch(&cleared).output().unwrap()), 0);
    assert_eq!(code(&desk.unhunch(&cleared).output().unwrap()), 2);
}

#[test]
fn bad_input_gets_a_sentence() {
    let desk = Desk::cleared(Level::Clear);
    for (args, expected) in [
        (vec!["short-brake", "--yes"], "did you mean `short-break`"),
        (vec!["short-break", "--yes"], "because it needs"),
        (vec!["--minutes", "0", "--yes"], "1 to 60 minutes"),
        (vec!["--minutes", "-5"], "1 to 60 whole minutes, not `-5`"),
        (vec!["--minutes", "5.5"], "1 to 60 whole minutes, not `5.5`"),
        (vec!["--seed", "x"], "a seed is a whole number from 0"),
        (vec!["--resume", "--yes"], "no session was broken off"),
        (vec!["--speed", "0"], "a speed goes from 0.5 to 20"),
        (vec!["short-break", "--resume"], "cannot be used with"),
    ] {
        let output = desk.run(&args);
        let says = text(&output.stderr);
        assert_eq!(code(&output), 2, "{args:?} {says}");
        assert!(says.contains(expected), "{args:?} {says}");
    }
    assert_eq!(desk.bodies(), []);
}

#[test]
fn a_killed_session_loses_nothing_and_goes_on() {
    let desk = Desk::cleared(Level::Clear);
    let (mut child, _out) = begun(&desk, &ROUTINE, 12);
    child.kill().unwrap();
    child.wait().unwrap();
    let before = desk.bodies();
    assert!(matches!(before[0], Body::SessionStarted(_)));
    assert!(before.len() > 2, "{before:?}");
    assert_eq!(desk.ends(), []);

    // A new one says that it could go on. This one is refused for its missing band, and changes nothing.
    let offered = desk.run(&["short-break", "--yes"]);
    let says = text(&offered.stderr);
    assert!(says.contains("was broken off after"), "{says}");
    assert!(says.contains("unhunch start --resume"), "{says}");

    let output = desk.run(&["--resume", "--speed", "20", "--yes"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let says = text(&output.stdout);
    assert!(says.contains("Welcome back."), "{says}");
    let after = desk.bodies();
    assert_eq!(after[..before.len()], before);
    assert_eq!(desk.ends(), [EndReason::Done]);
    let is_start = |body: &&Body| matches!(body, Body::SessionStarted(_));
    assert_eq!(after.iter().filter(is_start).count(), 1);
    // Every ms is there once: the end is the sum of the segments.
    let played = after.iter().map(|body| match body {
        Body::SegmentFinished(segment) => segment.played_ms,
        _ => 0,
    });
    let played: u64 = played.sum();
    let Some(Body::SessionEnded(ended)) = after.last() else {
        panic!("no end");
    };
    assert_eq!(ended.played_ms, played);
    assert_eq!(code(&desk.run(&["--resume", "--yes"])), 2);
}

#[test]
fn a_session_that_is_being_played_is_offered_once_its_process_is_gone() {
    let desk = Desk::cleared(Level::Clear);
    let (mut child, mut out) = begun(&desk, &["--minutes", "1", "--yes"], 1);
    let now = || {
        let output = desk.unhunch(&["now", "--json"]).output().unwrap();
        let now: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let is = |name: &str| !now[name].is_null();
        (is("open_session"), is("played_session"))
    };
    assert_eq!(now(), (false, true));
    let resume = || desk.run(&["--resume", "--speed", "20", "--yes"]);
    let refused = resume();
    let says = text(&refused.stderr);
    assert_eq!(code(&refused), 2, "{says}");
    assert!(says.contains("is played in another terminal"), "{says}");
    // A second one begins, without a word of the first, and is broken off.
    let (mut second, _second_out) = begun(&desk, &["--minutes", "1", "--yes"], 1);
    second.kill().unwrap();
    let told = second.wait_with_output().unwrap();
    assert_eq!(text(&told.stderr), "");
    // That one can be gone on with, while the first still plays.
    assert_eq!(now(), (true, true));
    let output = resume();
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(desk.ends(), [EndReason::Done]);

    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert!(
        !rest.contains("Done:"),
        "it was over before the others: {rest}"
    );
    assert_eq!(now(), (true, false));
    let output = resume();
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(desk.ends(), [EndReason::Done, EndReason::Done]);
    assert_eq!(now(), (false, false));
    let left = std::fs::read_dir(desk.data().join("playing")).unwrap();
    assert_eq!(left.count(), 0);
}

#[cfg(unix)]
#[test]
fn signals_end_it_cleanly() {
    for signal in ["INT", "TERM", "HUP"] {
        let desk = Desk::cleared(Level::Clear);
        let (mut child, mut out) = begun(&desk, &ROUTINE, 3);
        let kill = Command::new("kill")
            .args([format!("-{signal}"), child.id().to_string()])
            .status()
            .unwrap();
        assert!(kill.success());
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(130), "{signal}");
        assert_eq!(desk.ends(), [EndReason::Interrupted], "{signal}");
        assert!(rest.contains("Ended after"), "{rest}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_it() {
    let desk = Desk::cleared(Level::Clear);
    let (mut child, out) = begun(&desk, &ROUTINE, 2);
    drop(out);
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    assert_eq!(desk.ends(), [EndReason::Interrupted]);
}

#[cfg(target_os = "linux")]
#[test]
fn cues_are_spoken_one_after_the_other_and_the_last_one_to_its_end() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::cleared(Level::Clear);
    let bin = desk.folder.path().join("bin");
    std::fs::create_dir(&bin).unwrap();
    let said = desk.folder.path().join("said");
    // Slow enough that cues wait; the beginning and the end of each are written down.
    let speaker = format!(
        "#!/bin/sh\nfor last; do :; done\necho \"begin $last\" >> {0}\n/bin/sleep 0.3\n\
         echo \"end $last\" >> {0}\n",
        said.display()
    );
    let file = bin.join("spd-say");
    std::fs::write(&file, &speaker).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut args = ROUTINE.to_vec();
    args.push("--voice");
    let output = desk.command(&args).env("PATH", &bin).output().unwrap();
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    let said = std::fs::read_to_string(&said).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines.len() >= 8 && lines.len().is_multiple_of(2),
        "not all came to their end: {said}"
    );
    let cues = text(&output.stdout);
    for pair in lines.chunks(2) {
        let spoken = pair[0].strip_prefix("begin ").unwrap();
        assert_eq!(pair[1], format!("end {spoken}"), "cut off: {said}");
        assert!(cues.contains(spoken), "{spoken}");
    }

    // Nothing speaks: a hint, and the session goes on.
    let empty = desk.folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let output = desk.command(&args).env("PATH", &empty).output().unwrap();
    assert_eq!(code(&output), 0);
    assert!(text(&output.stderr).contains("no voice was found"));
}

#[test]
fn a_journal_that_cannot_be_made_stops_it_before_it_begins() {
    let desk = Desk::new();
    let file = desk.folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_unhunch"))
        .args(["start", "--yes", "--data"])
        .arg(file.join("data"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).starts_with("error: "));
    assert_eq!(text(&output.stdout), "");
}
