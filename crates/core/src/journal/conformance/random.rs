//! Random journals: whatever is appended in whatever order, a journal answers as the one in memory.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use uuid::Uuid;

use super::Make;
use super::maker::{Maker, id, routine};
use crate::content::Id;
use crate::journal::{
    Body, Change, EndReason, Entry, Felt, Journal, MemoryJournal, PainReading, Profile, Query,
    SegmentFinished, SessionEnded, SessionStarted, SessionsQuery, TechniqueFinished, When,
    decode_lines, encode_line, read_effective,
};
use crate::routine::Side;

/// What one random entry is made of.
#[derive(Debug, Clone)]
pub struct Action {
    kind: u8,
    person: u8,
    session: u8,
    day: u8,
    figure: u32,
    target: prop::sample::Index,
    text: String,
    number: f64,
    offset_s: i32,
}

/// Random actions, at most `most` of them.
pub fn actions(most: usize) -> impl Strategy<Value = Vec<Action>> {
    let action = (
        0u8..15,
        0u8..2,
        0u8..5,
        0u8..30,
        any::<u32>(),
        any::<prop::sample::Index>(),
        ".{0,12}",
        prop::num::f64::NORMAL,
        -50_000i32..50_000,
    )
        .prop_map(
            |(kind, person, session, day, figure, target, text, number, offset_s)| Action {
                kind,
                person,
                session,
                day,
                figure,
                target,
                text,
                number,
                offset_s,
            },
        );
    prop::collection::vec(action, 0..most)
}

/// The entries of actions. Corrections speak to any entry, corrections, later ones and other persons'
/// among them, and to ones that do not exist.
pub fn entries_of(actions: &[Action]) -> Vec<Entry> {
    let mut makers = [Maker::new(1), Maker::new(2)];
    let bases = makers.each_ref().map(|maker| {
        let mut maker = maker.clone();
        [(); 4].map(|()| maker.id())
    });
    let mut entries: Vec<Entry> = Vec::new();
    for action in actions {
        let person = usize::from(action.person);
        let maker = &mut makers[person];
        maker.on_day(i64::from(action.day));
        maker.now_s += i64::from(action.figure % 40_000);
        maker.offset_s = action.offset_s;
        maker.session = bases[person].get(usize::from(action.session)).copied();
        let body = body(action);
        entries.push(maker.entry(body));
    }
    // Targets are known only now: later entries may be corrected too.
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
    let bodies: Vec<Body> = entries.iter().map(|entry| entry.body.clone()).collect();
    for (entry, action) in entries.iter_mut().zip(actions) {
        if let Body::Correction { of, change } = &mut entry.body {
            let target = action.target.index(ids.len() + 1);
            if let Some(id) = ids.get(target) {
                *of = *id;
            }
            let replaced = bodies.get(target).filter(|body| {
                action.figure.is_multiple_of(3) && !matches!(body, Body::Correction { .. })
            });
            if let Some(body) = replaced {
                *change = Change::Replaced(Box::new(altered(body, action.figure)));
                entry.schema = entry.body.schema().unwrap_or(entry.schema);
            }
        }
    }
    entries
}

fn body(action: &Action) -> Body {
    let figure = action.figure;
    let technique = id(["cat-cow", "wall-angels", "chin-tuck"][figure as usize % 3]);
    match action.kind {
        0 => Body::SessionStarted(SessionStarted {
            name: action.text.clone(),
            routine: None,
            request: crate::journal::Request {
                seed: Some(u64::from(figure) << 31),
                ..Default::default()
            },
            plan: json!({"n": action.number, "text": action.text}),
        }),
        1 => Body::SegmentFinished(SegmentFinished {
            segment: figure % 100,
            item: None,
            easier: false,
            technique: Some(technique),
            side: None,
            set: None,
            count: None,
            planned_ms: 30_000,
            played_ms: u64::from(figure % 90_000),
            complete: figure.is_multiple_of(2),
        }),
        2 | 3 => Body::TechniqueFinished(TechniqueFinished {
            technique,
            seconds: figure % 600,
            left_s: 0,
            right_s: 0,
        }),
        4 => Body::TechniqueSkipped(technique),
        5 => Body::SessionEnded(SessionEnded {
            reason: EndReason::ALL[figure as usize % EndReason::ALL.len()],
            played_ms: u64::from(figure % 300_000),
        }),
        6..=8 => pain(figure),
        9 => Body::Feedback {
            technique,
            felt: Felt::ALL[(figure / 3) as usize % Felt::ALL.len()],
        },
        10 => Body::Note(action.text.clone()),
        11 => Body::ProfileSet(Profile {
            emergency_number: Some(action.text.clone()),
            ..Profile::default()
        }),
        12 => Body::RoutineSaved(routine(&format!("{figure}{}", action.text))),
        _ => Body::Correction {
            of: Uuid::from_u128(u128::from(figure)),
            change: Change::Withdrawn,
        },
    }
}

fn pain(figure: u32) -> Body {
    let sides = [None, Some(Side::Left), Some(Side::Right)];
    Body::Pain(PainReading {
        value: u8::try_from(figure % 11).unwrap_or(0),
        area: ["neck", "upper-back", ""].map(Id::new)[figure as usize / 11 % 3].clone(),
        side: sides[figure as usize / 33 % 3],
        when: When::ALL[figure as usize / 99 % 4],
    })
}

/// Another body, mostly of the same kind.
fn altered(body: &Body, figure: u32) -> Body {
    match body {
        Body::Pain(_) => pain(figure / 7),
        Body::TechniqueFinished(finished) => Body::TechniqueFinished(TechniqueFinished {
            seconds: figure % 1000,
            ..finished.clone()
        }),
        Body::SessionEnded(_) => Body::SessionEnded(SessionEnded {
            reason: EndReason::Done,
            played_ms: u64::from(figure % 500_000),
        }),
        Body::RoutineSaved(_) => Body::RoutineSaved(routine(&figure.to_string())),
        _ if figure.is_multiple_of(5) => Body::Note("of another kind".to_owned()),
        _ => body.clone(),
    }
}

/// Runs `count` random cases.
pub fn properties(count: u32, make: Make<'_>) {
    let make = std::cell::RefCell::new(make);
    let config = Config {
        cases: count,
        failure_persistence: None,
        ..Config::default()
    };
    let strategy = (actions(60), any::<u64>(), 1usize..12);
    let outcome = TestRunner::new(config).run(&strategy, |(actions, order, batch)| {
        let mut journal = (make.borrow_mut())();
        check(&mut *journal, &entries_of(&actions), order, batch);
        Ok(())
    });
    if let Err(fault) = outcome {
        panic!("{fault}");
    }
}

/// Appends entries in a random order and in batches, and compares every answer after each.
fn check(journal: &mut dyn Journal, entries: &[Entry], order: u64, batch: usize) {
    let mut shuffled = entries.to_vec();
    // A cheap shuffle that depends on the seed only.
    shuffled.sort_by_key(|entry| {
        let (high, low) = entry.id.as_u64_pair();
        (high ^ low ^ order)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    });
    let mut memory = MemoryJournal::new();
    for batch in shuffled.chunks(batch) {
        memory.append(batch).expect("valid");
        journal.append(batch).expect("valid");
        same_sums(journal, &memory);
    }
    same_entries(journal, &memory);
    let lines: Vec<String> = entries
        .iter()
        .map(|entry| encode_line(entry).expect("encodable"))
        .collect();
    let text = lines.join("\n");
    let read = decode_lines(text.as_bytes()).expect("decodable");
    assert_eq!(read, entries, "lines are lossless");
    let again = journal.append(&read).expect("the same entries");
    assert_eq!(again.added, 0, "importing again changes nothing");
}

fn same_sums(journal: &dyn Journal, memory: &MemoryJournal) {
    let persons = memory.persons().expect("readable");
    assert_eq!(journal.persons().expect("readable"), persons);
    assert_eq!(
        journal.count().expect("countable"),
        memory.count().expect("countable")
    );
    for person in persons {
        assert_eq!(
            journal.facts(person).expect("readable"),
            memory.facts(person).expect("readable"),
            "sums are the fold over all entries"
        );
    }
}

fn same_entries(journal: &dyn Journal, memory: &MemoryJournal) {
    for person in memory.persons().expect("readable") {
        for open in [false, true] {
            for limit in [None, Some(2)] {
                let query = SessionsQuery {
                    person,
                    open,
                    after: None,
                    limit,
                };
                assert_eq!(
                    journal.sessions(&query).expect("readable"),
                    memory.sessions(&query).expect("readable")
                );
            }
        }
        assert_eq!(
            journal.profile(person).expect("readable"),
            memory.profile(person).expect("readable")
        );
        assert_eq!(
            journal.last_open_session(person).expect("readable"),
            memory.last_open_session(person).expect("readable")
        );
        let query = Query {
            person: Some(person),
            kinds: vec!["pain".to_owned(), "note".to_owned()],
            newest_first: true,
            limit: Some(9),
            ..Query::default()
        };
        assert_eq!(
            journal.entries(&query).expect("readable"),
            memory.entries(&query).expect("readable")
        );
        assert_eq!(
            read_effective(journal, &query).expect("readable"),
            read_effective(memory, &query).expect("readable")
        );
    }
    let all = Query::default();
    assert_eq!(
        journal.entries(&all).expect("readable"),
        memory.entries(&all).expect("readable")
    );
}
