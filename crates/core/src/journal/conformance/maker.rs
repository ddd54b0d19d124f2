//! Entries for tests, with ids and times that go up by themselves.

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::content::{Id, Level};
use crate::journal::{
    AskedArea, Body, Change, EndReason, Entry, Felt, Form, PainReading, Profile, ProfileFlag,
    Request, SCHEMA, SafetyCheck, SegmentFinished, SessionEnded, SessionStarted, TechniqueFinished,
    When, new_id,
};
use crate::routine::{ExactDose, ExactWork, Item, Routine, Side};

/// The Monday that tests begin on, 08:00 UTC, in Unix seconds: 2026-03-02.
const MONDAY_S: i64 = 1_772_438_400;

/// Makes entries of one person, each a second after the one before.
#[derive(Debug, Clone)]
pub struct Maker {
    /// Whose entries.
    pub person: Uuid,
    /// The session of the entries to come.
    pub session: Option<Uuid>,
    /// Seconds since the Monday of the first one.
    pub now_s: i64,
    /// How far local time is ahead of UTC, in seconds.
    pub offset_s: i32,
    made: u64,
}

impl Maker {
    /// Entries of the person with this number, from 0 to 255.
    pub fn new(person: u8) -> Self {
        Self {
            person: new_id(u64::from(person), [person; 10]),
            session: None,
            now_s: 0,
            offset_s: 3600,
            made: u64::from(person) << 32,
        }
    }

    /// Goes to 08:00 UTC of a day, counted from the Monday of the first entry.
    pub fn on_day(&mut self, day: i64) -> &mut Self {
        self.now_s = day * 86_400;
        self
    }

    /// The next id.
    pub fn id(&mut self) -> Uuid {
        self.made += 1;
        let mut random = [0; 10];
        random[2..].copy_from_slice(&self.made.to_be_bytes());
        let ms = u64::try_from((MONDAY_S + self.now_s) * 1000).unwrap_or(0);
        new_id(ms, random)
    }

    /// The next entry.
    pub fn entry(&mut self, body: Body) -> Entry {
        self.now_s += 1;
        Entry {
            id: self.id(),
            person: self.person,
            session: self.session,
            at: Timestamp::from_second(MONDAY_S + self.now_s).unwrap_or(Timestamp::UNIX_EPOCH),
            zone: "Europe/Berlin".to_owned(),
            offset_s: self.offset_s,
            schema: body.schema().unwrap_or(SCHEMA + 1),
            body,
        }
    }

    /// A new session begins.
    pub fn start(&mut self) -> Entry {
        self.session = Some(self.id());
        self.entry(Body::SessionStarted(SessionStarted {
            name: "Desk reset".to_owned(),
            routine: Some(id("desk-reset")),
            request: Request::default(),
            plan: json!({"timeline": {"segments": []}}),
        }))
    }

    /// A segment was played to its end.
    pub fn segment(&mut self, segment: u32, played_ms: u64) -> Entry {
        self.entry(Body::SegmentFinished(SegmentFinished {
            segment,
            item: Some(0),
            easier: false,
            technique: Some(id("cat-cow")),
            side: None,
            set: Some(1),
            count: None,
            planned_ms: played_ms,
            played_ms,
            complete: true,
        }))
    }

    /// A technique was played to its end, for a minute.
    pub fn finished(&mut self, technique: &str) -> Entry {
        self.entry(Body::TechniqueFinished(TechniqueFinished {
            technique: id(technique),
            seconds: 60,
            left_s: 30,
            right_s: 30,
        }))
    }

    /// The session ends.
    pub fn end(&mut self, reason: EndReason, played_ms: u64) -> Entry {
        let entry = self.entry(Body::SessionEnded(SessionEnded { reason, played_ms }));
        self.session = None;
        entry
    }

    /// A pain reading.
    pub fn pain(&mut self, value: u8, area: &str, when: When) -> Entry {
        self.entry(Body::Pain(PainReading {
            value,
            area: Id::new(area),
            side: None,
            when,
        }))
    }

    /// What a technique did.
    pub fn felt(&mut self, technique: &str, felt: Felt) -> Entry {
        self.entry(Body::Feedback {
            technique: id(technique),
            felt,
        })
    }

    /// An entry is withdrawn.
    pub fn withdraw(&mut self, entry: &Entry) -> Entry {
        self.entry(Body::Correction {
            of: entry.id,
            change: Change::Withdrawn,
        })
    }

    /// An entry should have said something else.
    pub fn replace(&mut self, entry: &Entry, body: Body) -> Entry {
        self.entry(Body::Correction {
            of: entry.id,
            change: Change::Replaced(Box::new(body)),
        })
    }

    /// A profile with an emergency number.
    pub fn profile(&mut self, number: &str) -> Entry {
        self.entry(Body::ProfileSet(Profile {
            emergency_number: Some(number.to_owned()),
            ..Profile::default()
        }))
    }
}

/// One entry of every kind, with every field filled in.
pub fn every_kind() -> Vec<Entry> {
    let mut maker = Maker::new(7);
    maker.session = Some(maker.id());
    let pain = PainReading {
        value: 10,
        area: Some(id("neck")),
        side: Some(Side::Right),
        when: When::Before,
    };
    let bodies = [
        Body::SessionStarted(SessionStarted {
            name: "Neck & \"shoulders\" – 5 min".to_owned(),
            routine: Some(id("neck-and-shoulders")),
            request: Request {
                minutes: Some(5),
                goal: Some(id("relief")),
                areas: vec![AskedArea {
                    area: id("neck"),
                    side: Some(Side::Left),
                    pain: Some(4),
                }],
                seed: Some(u64::MAX),
            },
            plan: json!({"score": 0.1 + 0.2, "big": u64::MAX, "list": [null, true, "\u{0}"]}),
        }),
        Body::SegmentFinished(SegmentFinished {
            segment: 3,
            item: Some(1),
            easier: true,
            technique: Some(id("cat-cow")),
            side: Some(Side::Left),
            set: Some(1),
            count: Some(2),
            planned_ms: 30_000,
            played_ms: 12_345,
            complete: false,
        }),
        Body::EasierTaken {
            item: 1,
            technique: id("cat-cow"),
        },
        Body::TechniqueFinished(TechniqueFinished {
            technique: id("cat-cow"),
            seconds: 60,
            left_s: 31,
            right_s: 29,
        }),
        Body::TechniqueSkipped(id("wall-angels")),
        Body::SessionEnded(SessionEnded {
            reason: EndReason::NoTime,
            played_ms: 123_456,
        }),
        Body::Pain(pain.clone()),
        Body::Feedback {
            technique: id("cat-cow"),
            felt: Felt::NoChange,
        },
        Body::SafetyChecked(SafetyCheck {
            form: Form::Short,
            reported: vec![id("fever")],
            level: Level::Urgent,
            questions: "2026-03-01".to_owned(),
        }),
        Body::Note("tight\nsince Tuesday \u{1f9d8}".to_owned()),
        Body::ProfileSet(Profile {
            flags: vec![ProfileFlag {
                flag: id("recent-surgery"),
                areas: vec![id("neck")],
            }],
            equipment: vec![id("foam-roller")],
            missing: vec![id("wall")],
            positions: vec![id("seated")],
            agreed: vec![id("cat-cow")],
            emergency_number: Some("112".to_owned()),
            voice: Some(false),
        }),
        Body::RoutineSaved(routine("Mornings")),
        Body::Correction {
            of: maker.id(),
            change: Change::Withdrawn,
        },
        Body::Correction {
            of: maker.id(),
            change: Change::Replaced(Box::new(Body::RoutineSaved(routine("Evenings")))),
        },
        Body::Correction {
            of: maker.id(),
            change: Change::Replaced(Box::new(Body::Pain(pain))),
        },
    ];
    bodies.map(|body| maker.entry(body)).into()
}

/// A routine with every kind of work.
pub(crate) fn routine(name: &str) -> Routine {
    let works = [
        ExactWork::Hold { seconds: 30 },
        ExactWork::Breaths {
            count: 6,
            seconds: 8,
        },
        ExactWork::Reps {
            count: 10,
            there: 2,
            hold: 1,
            back: 3,
        },
        ExactWork::Timed {
            seconds: 45,
            spots: 2,
        },
    ];
    let items = works.map(|work| Item {
        technique: id("cat-cow"),
        position: id("kneeling"),
        equipment: vec![id("mat")],
        dose: ExactDose {
            work,
            sets: 2,
            rest_s: 15,
        },
        pad_s: 3,
        easier: true,
        note: Some("slowly".to_owned()),
    });
    Routine {
        id: Some(id("mornings")),
        name: name.to_owned(),
        first_side: Side::Right,
        items: items.into(),
    }
}

/// An id that is known to be well-formed.
pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap_or_default()
}
