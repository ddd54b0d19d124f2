//! The commands that write to the journal and read it back, end to end.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A terminal's worth of commands on one data folder.
struct Home {
    dir: TempDir,
}

impl Home {
    fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    fn data(&self) -> std::path::PathBuf {
        self.dir.path().join("data")
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unhunch"));
        command
            .arg("--data")
            .arg(self.data())
            .args(line.split_whitespace())
            .current_dir(self.dir.path())
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env_remove("TERM")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, line: &str) -> Run {
        Run::of(line, self.command(line).output().unwrap())
    }

    fn json(&self, line: &str) -> Value {
        let run = self.run(line);
        serde_json::from_str(&run.out)
            .unwrap_or_else(|error| panic!("{}: {error}: {run:?}", run.line))
    }
}

#[derive(Debug)]
struct Run {
    line: String,
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(line: &str, output: Output) -> Self {
        Self {
            line: line.to_owned(),
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        assert!(!self.err.contains("panicked"), "{self:?}");
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Self {
        let all = format!("{}{}", self.out, self.err);
        let words: Vec<&str> = all.split_whitespace().collect();
        assert!(words.join(" ").contains(text), "`{text}` in {self:?}");
        self
    }
}

#[test]
fn a_fresh_machine_is_welcomed_and_nothing_is_made() {
    let home = Home::new();
    let run = home.run("").ends(0).says("Welcome to unhunch");
    assert!(run.out.lines().count() <= 8, "{run:?}");
    for line in [
        "now",
        "history",
        "progress",
        "profile",
        "export",
        "check --list",
    ] {
        home.run(line).ends(0);
    }
    home.run("check").ends(2).says("unhunch check --none");
    home.run("log --undo").ends(2).says("nothing was logged");
    assert!(!home.data().exists());
    let now = home.json("--json");
    assert_eq!(now, home.json("now --json"));
    home.run("--json list").ends(2).says("after the command");
    home.run("history --limit 0")
        .ends(2)
        .says("ask for 1 session or more");
    assert_eq!(now["schema"], "unhunch.now/1");
    assert_eq!(now["first_time"], true);
    assert_eq!(now["check_due"]["reason"], "first");
}

#[test]
fn none_of_these_clears_for_the_day() {
    let home = Home::new();
    let check = home.json("check --none --json");
    assert_eq!(check["schema"], "unhunch.check/1");
    assert_eq!(check["due_before"]["form"], "full");
    assert_eq!(check["form"], "full");
    assert_eq!(check["level"], "clear");
    assert_eq!(check["reported"], Value::Array(vec![]));
    let now = home.json("now --json");
    assert_eq!(now["check_due"], Value::Null);
    home.run("check --short --none")
        .ends(0)
        .says("You reported none of these warning signs.");
    home.run("").ends(0).says("done for today");
}

#[test]
fn a_warning_sign_stops_and_says_what_to_do() {
    let home = Home::new();
    home.run("profile --emergency-number 112").ends(0);
    home.run("check --report chest-pain over-two-weeks")
        .ends(3)
        .says("Call 112 now. Do not start a routine.")
        .says("Chest pain, or pain that spreads to the chest");
    assert_eq!(
        home.json("now --json")["check_due"]["reason"],
        "not-cleared"
    );
    home.run("check --short --none")
        .ends(2)
        .says("leave --short out");
    home.run("check --report fever")
        .ends(3)
        .says("Speak to a doctor");
    let run = home.run("check --report arm-pain").ends(0);
    run.says("See a doctor or physiotherapist");
    assert_eq!(home.json("now --json")["level"], "see-professional");
    home.run("check --short --none")
        .ends(0)
        .says("See a doctor or physiotherapist");
    home.run("check --none").ends(0);
    assert_eq!(home.json("now --json")["level"], "clear");
}

#[test]
fn advice_does_not_need_a_journal() {
    for spoil in [spoil_with_text as fn(&Path), spoil_with_folder] {
        let home = Home::new();
        spoil(&home.data());
        home.run("check --report fainting")
            .ends(3)
            .says("Call your local emergency number now.")
            .says("could not be saved");
        let run = home.run("check --none").ends(1);
        assert_eq!(run.out, "", "nobody is told to go ahead: {run:?}");
    }
}

fn spoil_with_text(data: &Path) {
    fs::create_dir_all(data).unwrap();
    fs::write(data.join("journal.sqlite3"), "no database".repeat(100)).unwrap();
}

fn spoil_with_folder(data: &Path) {
    fs::create_dir_all(data.join("journal.sqlite3")).unwrap();
}

#[test]
fn a_journal_that_cannot_be_used_is_named_and_left_alone() {
    let home = Home::new();
    spoil_with_text(&home.data());
    let file = home.data().join("journal.sqlite3");
    let before = fs::read(&file).unwrap();
    for line in [
        "",
        "history",
        "progress",
        "log --pain 3",
        "profile",
        "export",
        "profile --reset",
    ] {
        home.run(line).ends(1).says("journal.sqlite3");
    }
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_newer_journal_is_left_to_a_newer_program() {
    let home = Home::new();
    home.run("log --pain 3").ends(0);
    // The version of the file stands at byte 60 of its header, big-endian.
    let file = home.data().join("journal.sqlite3");
    let mut bytes = fs::read(&file).unwrap();
    bytes[60..64].copy_from_slice(&999u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    home.run("history").ends(1).says("please update unhunch");
    home.run("check --report fever")
        .ends(3)
        .says("Speak to a doctor");
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_folder_that_cannot_be_made_is_a_clear_failure() {
    // A file where the folder should be stops everybody, also those who may write anywhere.
    let home = Home::new();
    fs::write(home.data(), "a file").unwrap();
    let run = home.run("log --pain 3").ends(1);
    assert!(run.err.starts_with("error: "), "{run:?}");
    home.run("check --report fever")
        .ends(3)
        .says("Speak to a doctor");
}

#[test]
fn bad_input_is_one_sentence_and_exit_2() {
    let home = Home::new();
    for (line, says) in [
        ("check --none --report fever", "cannot be used with"),
        ("check --report fevr", "did you mean `fever`?"),
        ("check --short --report fever", "cannot be used with"),
        ("log", "there is nothing to log"),
        ("log --pain 11", "pain goes from 0 to 10, not `11`"),
        ("log --pain -1", "pain goes from 0 to 10, not `-1`"),
        ("log --pain 3.5", "pain goes from 0 to 10"),
        ("log --pain 3 --area nek", "did you mean `neck`?"),
        (
            "log --pain 3 --area neck --side up",
            "possible values: left, right",
        ),
        ("log --area neck", "--pain"),
        ("log --helped cat-caw", "did you mean"),
        ("log --helped cat-cow --hurt cat-cow", "named twice"),
        ("log --undo --pain 3", "cannot be used with"),
        (
            "profile --set-flag blood-thiners",
            "did you mean `blood-thinners`?",
        ),
        (
            "profile --set-flag blood-thinners:neck",
            "leave the area out",
        ),
        (
            "profile --set-flag wound-fracture-surgery:nek",
            "did you mean `neck`?",
        ),
        (
            "profile --equipment foam-rollr",
            "did you mean `foam-roller`?",
        ),
        (
            "profile --equipment wall --missing wall",
            "both at hand and missing",
        ),
        ("profile --positions lounging", "unknown position"),
        (
            "profile --emergency-number call-me",
            "an emergency number has",
        ),
        ("profile --emergency-number 1", "an emergency number has"),
        ("profile --agree nothing-such", "unknown technique"),
        ("profile --voice loud", "possible values: on, off"),
        ("history --limit 0", "ask for 1 session or more, not `0`"),
        ("history --since yesterday", "2026-03-01"),
        ("progress --weeks 0", "ask for 1 to 520 weeks, not `0`"),
        ("progress --goal-days 8", "a week has 1 to 7 days, not `8`"),
        ("progress --area nek", "did you mean `neck`?"),
    ] {
        home.run(line).ends(2).says(says);
    }
    assert!(!home.data().exists(), "nothing is made for a slip");
}

#[test]
fn pain_is_logged_and_withdrawn_and_makes_the_check_due() {
    let home = Home::new();
    home.run("check --none").ends(0);
    let run = home.run("log --pain 2 --area neck --side right").ends(0);
    assert_eq!(run.out, "Noted: pain 2 of 10, neck, right side.\n");
    let high = home.json("log --pain 8 --json");
    assert_eq!(high["schema"], "unhunch.logged/1");
    assert_eq!(high["entries"][0]["pain"], 8);
    assert_eq!(high["check_due"]["reason"], "pain-high");
    let undone = home.json("log --undo --json");
    assert_eq!(undone["withdrawn"]["pain"], 8);
    assert_eq!(undone["check_due"], Value::Null);
    home.run("log --pain 7")
        .ends(0)
        .says("The full safety check is due next time");
    home.run("log --undo")
        .ends(0)
        .says("Withdrawn: pain 7 of 10");
    home.run("log --undo")
        .ends(0)
        .says("Withdrawn: pain 2 of 10, neck, right side");
    home.run("log --undo")
        .ends(2)
        .says("nothing was logged that could be withdrawn");
    home.run("log --helped cat-cow --note sore")
        .ends(0)
        .says("helped");
    home.run("progress").ends(0).says("too early to tell");
}

#[test]
fn the_profile_is_kept_whole() {
    let home = Home::new();
    home.run(
        "profile --set-flag wound-fracture-surgery:neck,shoulders --equipment roller,tennis-ball",
    )
    .ends(0);
    home.run("profile --positions seated --voice on --emergency-number 0044-999")
        .ends(0);
    home.run("profile --missing wall --agree cat-cow")
        .ends(0)
        .says("Clear piece of wall");
    let profile = home.json("profile --json");
    let expected = serde_json::json!({
        "schema": "unhunch.profile/1",
        "flags": [{"flag": "wound-fracture-surgery", "areas": ["neck", "shoulder"]}],
        "equipment": ["foam-roller", "tennis-ball"],
        "missing": ["wall"],
        "positions": ["seated"],
        "agreed": ["cat-cow"],
        "emergency_number": "0044-999",
        "voice": true,
    });
    assert_eq!(profile, expected);
    let cleared = home.json(
        "profile --clear-flag wound-fracture-surgery --equipment none --missing none --disagree cat-cow \
         --positions any --no-emergency-number --voice off --json",
    );
    assert_eq!(cleared["flags"], Value::Array(vec![]));
    assert_eq!(cleared["equipment"], Value::Array(vec![]));
    assert_eq!(cleared["voice"], false);
    let reset = home.json("profile --reset --json");
    assert_eq!(reset["voice"], Value::Null);
    let flags = home.json("profile --flags --json");
    assert!(flags["flags"].as_array().unwrap().len() >= 15);
    home.run("profile --flags")
        .ends(0)
        .says("You take blood thinners");
}

#[test]
fn an_export_comes_back_whole_and_twice_changes_nothing() {
    let home = Home::new();
    home.run("check --none").ends(0);
    home.run("log --pain 3 --note stiff").ends(0);
    home.run("export diary.jsonl")
        .ends(0)
        .says("Exported 3 entries.");
    home.run("export diary.jsonl").ends(2).says("--force");
    home.run("export diary.jsonl --force").ends(0);
    let file = home.dir.path().join("diary.jsonl");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(home.run("export -").out, text);
    let left: Vec<_> = fs::read_dir(home.dir.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "no part is left: {left:?}");

    let other = Home::new();
    fs::write(other.dir.path().join("in.jsonl"), &text).unwrap();
    let run = other.run("import in.jsonl").ends(0);
    assert_eq!(run.out, "Imported 3 new entries.\n");
    let again = other.run("import in.jsonl").ends(0);
    assert_eq!(
        again.out,
        "Imported no new entries; 3 entries were there already.\n"
    );
    assert_eq!(other.run("export").out, text);
    // Their person is the person of this terminal now.
    assert_eq!(other.json("now --json")["check_due"], Value::Null);
    other
        .run("log --undo")
        .ends(0)
        .says("Withdrawn: a note, \"stiff\"");

    let third = Home::new();
    let cut = text.replacen("\"kind\":\"pain\"", "\"kind\":\"ache\"", 1);
    fs::write(third.dir.path().join("bad.jsonl"), cut).unwrap();
    third
        .run("import bad.jsonl")
        .ends(1)
        .says("nothing was imported: line 2: `ache` is no kind of entry");
    third
        .run("import missing.jsonl")
        .ends(1)
        .says("missing.jsonl cannot be read");
    assert!(!third.data().exists());
}

#[test]
fn two_processes_at_once_both_succeed_and_are_one_person() {
    for round in 0..20 {
        let home = Home::new();
        let both: Vec<_> = (0..2)
            .map(|pain| {
                let mut command = home.command(&format!("log --pain {pain}"));
                command.stdout(Stdio::piped()).stderr(Stdio::piped());
                command.spawn().unwrap()
            })
            .collect();
        for child in both {
            Run::of("log", child.wait_with_output().unwrap()).ends(0);
        }
        let out = home.run("export").out;
        let persons: std::collections::BTreeSet<String> = out
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["person"].to_string())
            .collect();
        assert_eq!(
            (out.lines().count(), persons.len()),
            (2, 1),
            "{round}: {out}"
        );
    }
}

/// A journal with two sessions, as lines.
fn two_sessions() -> String {
    let id = |n: u32| format!("01900000-0000-7000-8000-{n:012}");
    let head = |n: u32, session: u32, at: &str, kind: &str, body: &str| {
        format!(
            r#"{{"schema":1,"id":"{}","person":"{}","session":"{}","at":"{at}","zone":"UTC","offset_s":0,"kind":"{kind}","body":{body}}}"#,
            id(n),
            id(999),
            id(session)
        )
    };
    [
        head(
            1,
            100,
            "2026-03-02T08:00:00Z",
            "session-started",
            r#"{"name":"=1+1 desk","request":{},"plan":{}}"#,
        ),
        head(
            2,
            100,
            "2026-03-02T08:00:01Z",
            "pain",
            r#"{"value":5,"when":"before"}"#,
        ),
        head(
            3,
            100,
            "2026-03-02T08:05:00Z",
            "technique-finished",
            r#"{"technique":"cat-cow","seconds":60,"left_s":0,"right_s":0}"#,
        ),
        head(
            4,
            100,
            "2026-03-02T08:05:01Z",
            "pain",
            r#"{"value":4,"when":"after"}"#,
        ),
        head(
            5,
            100,
            "2026-03-02T08:05:02Z",
            "session-ended",
            r#"{"reason":"done","played_ms":300000}"#,
        ),
        head(
            6,
            101,
            "2026-03-03T08:00:00Z",
            "session-started",
            r#"{"name":"Morning","request":{},"plan":{}}"#,
        ),
    ]
    .join("\n")
}

#[test]
fn history_is_a_table_a_sheet_and_json() {
    let home = Home::new();
    fs::write(home.dir.path().join("in.jsonl"), two_sessions()).unwrap();
    home.run("import in.jsonl").ends(0);
    let table = home.run("history").ends(0).out;
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 3, "{table}");
    assert!(
        lines[1].starts_with("2026-03-03  08:00    0.0  Morning"),
        "{table}"
    );
    assert!(lines[1].ends_with("open"), "{table}");
    assert!(lines[2].contains("5 → 4"), "{table}");
    assert!(lines[2].ends_with("done"), "{table}");
    let csv = home.run("history --csv").ends(0).out;
    assert_eq!(
        csv,
        "date,time,minutes,routine,techniques,skipped,reason,pain_before,pain_after,session\n\
         2026-03-03,08:00,0.0,Morning,,,,,,01900000-0000-7000-8000-000000000101\n\
         2026-03-02,08:00,5.0,'=1+1 desk,cat-cow,,done,5,4,01900000-0000-7000-8000-000000000100\n"
    );
    let json = home.json("history --json --limit 1");
    assert_eq!(json["schema"], "unhunch.history/1");
    assert_eq!(json["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(json["sessions"][0]["pain_before"], Value::Null);
    let since = home.json("history --json --since 2026-03-03");
    assert_eq!(since["sessions"].as_array().unwrap().len(), 1);
    home.run("")
        .ends(0)
        .says("unhunch start --resume")
        .says("Morning on 2026-03-03");
    home.run("progress")
        .ends(0)
        .says("5.0 before, 4.0 after")
        .says("done 1 time");
    let progress = home.json("progress --json");
    assert_eq!(progress["schema"], "unhunch.progress/1");
    assert_eq!(progress["trend"]["too_early"], "few-latest-days");
    assert_eq!(progress["techniques"]["cat-cow"]["certainty"], "too-early");
    let ascii = home.command("history").env("LC_ALL", "C").output().unwrap();
    assert!(ascii.stdout.is_ascii());
}

#[test]
fn a_plan_is_kept_as_a_routine_and_played_by_its_name() {
    let home = Home::new();
    home.run("routine").ends(0).says("You kept no routine yet");
    assert!(!home.data().exists());
    home.run("check --none").ends(0);
    home.run("plan --minutes 5 --save Tuesdays")
        .ends(0)
        .says("It is kept as a routine of yours: unhunch start \"Tuesdays\" plays it.");
    let kept = home.json("routine --json");
    assert_eq!(kept["schema"], "unhunch.my-routines/1");
    assert_eq!(kept["routines"][0]["name"], "Tuesdays");
    assert_eq!(kept["routines"][0]["seconds"], 300);
    let planned = home.json("plan --minutes 5 --json");
    let ids = |items: &Value| -> Vec<Value> {
        let items = items.as_array().unwrap();
        items.iter().map(|one| one["technique"].clone()).collect()
    };
    let techniques = ids(&kept["routines"][0]["items"]);
    assert_eq!(techniques, ids(&planned["items"]));

    home.run("plan --save tuesdays")
        .ends(2)
        .says("there is a routine of yours called \"Tuesdays\" already");
    home.run("plan --save x --assume-clear").ends(2);
    home.run("routine show tuesday")
        .ends(2)
        .says("there is no routine of yours called `tuesday`; did you mean `Tuesdays`?");
    home.run("routine rename Tuesdays Weekdays")
        .ends(0)
        .says("\"Tuesdays\" is called \"Weekdays\" from now on.");
    home.run("routine show weekdays")
        .ends(0)
        .says("Weekdays 5:00 min 1.");
    home.run("start Tuesdays --plain --yes")
        .ends(2)
        .says("there is no routine `Tuesdays`");

    let played = home.run("start Weekdays --plain --yes --speed 20").ends(0);
    assert!(played.out.contains("Weekdays"), "{played:?}");
    let history = home.json("history --json");
    assert_eq!(history["sessions"][0]["routine"], "Weekdays");
    assert_eq!(history["sessions"][0]["reason"], "done");

    // What is kept goes with the journal to another computer.
    home.run("export journal.jsonl").ends(0);
    let other = Home::new();
    fs::copy(
        home.dir.path().join("journal.jsonl"),
        other.dir.path().join("journal.jsonl"),
    )
    .unwrap();
    other.run("import journal.jsonl").ends(0);
    let there = other.json("routine --json");
    assert_eq!(there["routines"][0]["name"], "Weekdays");
    assert_eq!(ids(&there["routines"][0]["items"]), techniques);

    home.run("routine remove weekdays")
        .ends(0)
        .says("\"Weekdays\" is gone");
    home.run("routine").ends(0).says("You kept no routine yet");
    home.run("history").ends(0).says("Weekdays");
}

#[test]
fn a_routine_of_ones_own_is_held_to_the_conditions_of_the_day() {
    let home = Home::new();
    home.run("check --none").ends(0);
    home.run("plan -m 5 --position floor --save Floor").ends(0);
    home.run("profile --set-flag wound-fracture-surgery")
        .ends(0);
    let kept = home.json("routine --json");
    let says = home.run("start Floor --plain --yes --speed 20");
    assert!(kept["routines"][0]["items"].as_array().unwrap().len() > 1);
    assert_eq!(says.code, 3, "{says:?}");
}
