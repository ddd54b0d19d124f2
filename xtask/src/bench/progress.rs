//! Progress over a very long journal.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;
use unhunch_core::content::Id;
use unhunch_core::journal::{
    Body, EndReason, Entry, Felt, Journal, PainReading, Request, SCHEMA, SegmentFinished,
    SessionEnded, SessionStarted, SessionsQuery, TechniqueFinished, When, new_id,
};
use unhunch_core::progress::{Options, progress};
use unhunch_core::routine::Side;
use unhunch_store::{SqliteJournal, journal_file};
use uuid::Uuid;

use super::Setting;
use super::figures::{Figure, median};
use super::process::taken;
use crate::clock;
use crate::random::Random;
use crate::workspace::Failure;

const ENTRIES: u64 = 1_000_000;
const SESSIONS_A_DAY: usize = 5;
/// Entries of one append, at least: many, since each append waits for the disk.
const BATCH: usize = 5000;
const RUNS: usize = 11;
/// Sessions that progress shows one by one.
const NEWEST: usize = 10;
/// The promise, in ms.
const MOST_MS: f64 = 200.0;
/// Techniques that the sessions are made of.
const TECHNIQUES: &[&str] = &[
    "cat-cow",
    "shoulder-rolls",
    "wall-angels",
    "upper-trapezius-stretch",
    "doorway-chest-stretch",
    "deep-breathing",
    "row",
    "thread-the-needle",
];
/// Noon of 2 January 2000 in Unix seconds, when the journal begins.
const BEGIN_S: i64 = 946_814_400;

/// Measures reading and computing in this process, and the whole of `unhunch progress`.
pub(super) fn measure(setting: &Setting) -> Result<Vec<Figure>, Failure> {
    let data = setting.scratch.join("journal-of-a-million");
    build(&data)?;
    let file = journal_file(&data);
    let mut inside = Vec::new();
    let mut sessions = 0;
    for _ in 0..RUNS {
        let began = clock::now();
        let journal = SqliteJournal::open(&file)?;
        let person = *journal.persons()?.first().ok_or("the journal is empty")?;
        let facts = journal.facts(person)?;
        let newest = journal.sessions(&SessionsQuery {
            person,
            open: false,
            after: None,
            limit: Some(NEWEST),
        })?;
        let told = progress(&facts, &newest, clock::today(), &Options::default());
        inside.push(began.elapsed());
        sessions = told.sessions;
    }
    if sessions == 0 {
        return Err("the journal has no sessions".into());
    }
    setting.build_unhunch()?;
    let mut whole = Vec::new();
    for _ in 0..RUNS {
        let variables: [(&str, &Path); 1] = [("UNHUNCH_DATA_DIR", &data)];
        let arguments = ["progress", "--json"];
        let run = taken(
            &setting.xtask,
            None,
            &setting.unhunch,
            &arguments,
            &variables,
        )?;
        whole.push(run.wall);
    }
    let over = format!("over {ENTRIES} entries");
    Ok(vec![
        Figure::told(
            format!("reading and computing progress {over}"),
            median(&mut inside),
            "ms",
        ),
        Figure::new(
            format!("unhunch progress {over}"),
            median(&mut whole),
            MOST_MS,
            "ms",
        ),
    ])
}

/// Makes the journal, unless it is there whole from an earlier run.
fn build(data: &Path) -> Result<(), Failure> {
    let file = journal_file(data);
    if file.exists() {
        let there = SqliteJournal::open(&file).and_then(|journal| journal.count());
        if there.is_ok_and(|count| count >= ENTRIES) {
            return Ok(());
        }
        fs::remove_dir_all(data)?;
    }
    eprintln!("  making a journal of {ENTRIES} entries; it is kept for the next time");
    let mut journal = SqliteJournal::open(&file)?;
    let mut maker = Maker::new();
    let mut count = 0;
    let mut batch = Vec::new();
    let mut day = 0;
    while count < ENTRIES {
        maker.at_s = BEGIN_S + day * 86_400;
        day += 1;
        for _ in 0..SESSIONS_A_DAY {
            maker.session(&mut batch);
        }
        if batch.len() >= BATCH {
            count += journal.append(&batch)?.added as u64;
            batch.clear();
        }
    }
    Ok(())
}

/// Makes the entries of one person, one after the other in time.
struct Maker {
    person: Uuid,
    session: Option<Uuid>,
    at_s: i64,
    made: u64,
    random: Random,
}

impl Maker {
    fn new() -> Self {
        Self {
            person: new_id(1, [1; 10]),
            session: None,
            at_s: BEGIN_S,
            made: 0,
            random: Random::new(1),
        }
    }

    fn id(&mut self) -> Uuid {
        self.made += 1;
        let mut random = [0; 10];
        random[2..].copy_from_slice(&self.made.to_be_bytes());
        new_id(u64::try_from(self.at_s * 1000).unwrap_or(0), random)
    }

    fn entry(&mut self, body: Body) -> Entry {
        self.at_s += 10;
        Entry {
            id: self.id(),
            person: self.person,
            session: self.session,
            at: Timestamp::from_second(self.at_s).unwrap_or(Timestamp::UNIX_EPOCH),
            zone: "Europe/Berlin".to_owned(),
            offset_s: 3600,
            schema: body.schema().unwrap_or(SCHEMA),
            body,
        }
    }

    fn pain(&mut self, when: When) -> Entry {
        let value = u8::try_from(self.random.between(1, 7)).unwrap_or(0);
        self.entry(Body::Pain(PainReading {
            value,
            area: Some(known_id("neck")),
            side: Some(Side::Right),
            when,
        }))
    }

    /// A whole session of four techniques.
    fn session(&mut self, entries: &mut Vec<Entry>) {
        self.session = Some(self.id());
        let started = SessionStarted {
            name: "5 minutes for your upper back".to_owned(),
            routine: None,
            request: Request::default(),
            plan: Value::Null,
        };
        entries.push(self.entry(Body::SessionStarted(started)));
        entries.push(self.pain(When::Before));
        let first = self.random.below(TECHNIQUES.len());
        for turn in 0..4 {
            let technique = known_id(TECHNIQUES[(first + turn) % TECHNIQUES.len()]);
            for (segment, side) in (0..).zip([None, Some(Side::Left), Some(Side::Right)]) {
                entries.push(self.entry(Body::SegmentFinished(SegmentFinished {
                    segment,
                    technique: Some(technique.clone()),
                    side,
                    set: Some(1),
                    item: u32::try_from(turn).ok(),
                    easier: false,
                    count: None,
                    planned_ms: 20_000,
                    played_ms: 20_000,
                    complete: true,
                })));
            }
            entries.push(self.entry(Body::TechniqueFinished(TechniqueFinished {
                technique: technique.clone(),
                seconds: 40,
                left_s: 20,
                right_s: 20,
            })));
            if turn == 0 {
                let felt = Felt::ALL[self.random.below(Felt::ALL.len())];
                entries.push(self.entry(Body::Feedback { technique, felt }));
            }
        }
        entries.push(self.pain(When::After));
        entries.push(self.entry(Body::SessionEnded(SessionEnded {
            reason: EndReason::Done,
            played_ms: 240_000,
        })));
        self.session = None;
    }
}

/// An id that is written well, as those of this file are.
fn known_id(word: &str) -> Id {
    match Id::new(word) {
        Some(id) => id,
        None => unreachable!("{word} is no id"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sessions_of_the_bench_are_valid_and_finished() {
        let mut maker = Maker::new();
        let mut entries = Vec::new();
        for _ in 0..3 {
            maker.session(&mut entries);
        }
        assert_eq!(entries.len(), 3 * 21);
        for entry in &entries {
            entry.check().unwrap();
        }
        let mut journal = unhunch_core::journal::MemoryJournal::new();
        journal.append(&entries).unwrap();
        assert!(journal.last_open_session(maker.person).unwrap().is_none());
        assert!(known_id("cat-cow").as_str() == "cat-cow");
    }
}
