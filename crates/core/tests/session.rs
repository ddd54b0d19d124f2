//! A session's way into the journal and back: random sessions, broken off anywhere.

#![allow(clippy::unwrap_used)] // Tests fail by panicking, in their helpers too.

#[path = "../../../tests/small/mod.rs"]
mod small;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use unhunch_core::content::{Id, Level, Library};
use unhunch_core::journal::{
    Body, EndReason, Entry, Journal, MemoryJournal, OpenSession, Request, SegmentFinished,
    SessionsQuery, new_id,
};
use unhunch_core::plan::{self, Refused, admit, admit_timeline};
use unhunch_core::player::{Command, Event, Outcome, Player, State, Stop, StopReason, What};
use unhunch_core::routine::{ExactDose, Item, Routine, Side};
use unhunch_core::safety::{Clearance, FlagSet};
use unhunch_core::session::{self, Broken, Recorder, Unfit, abandoned, fits, resume, started};
use unhunch_core::timeline::{Kind, Timeline, compile};
use uuid::Uuid;

static LIBRARY: LazyLock<Library> = LazyLock::new(small::library);

fn id(word: &str) -> Id {
    Id::new(word).unwrap()
}

fn routine_of(techniques: &[&str], sets: u32) -> Routine {
    let items = techniques.iter().map(|&id| {
        let technique = LIBRARY.technique(id).unwrap();
        Item {
            technique: technique.id.value.clone(),
            position: technique.positions[0].value.clone(),
            equipment: technique
                .equipment
                .iter()
                .map(|need| need.id.value.clone())
                .collect(),
            dose: ExactDose {
                sets,
                ..ExactDose::usual(technique)
            },
            pad_s: 0,
            easier: false,
            note: None,
        }
    });
    Routine {
        id: None,
        name: "A test".to_owned(),
        first_side: Side::Left,
        items: items.collect(),
    }
}

fn timeline_of(techniques: &[&str], sets: u32) -> Timeline {
    compile(&routine_of(techniques, sets), &LIBRARY).unwrap()
}

/// A journal with one session in it, each event's bodies appended at once.
struct Desk {
    journal: MemoryJournal,
    person: Uuid,
    session: Uuid,
    made: u64,
}

impl Desk {
    fn new(timeline: &Timeline) -> Self {
        let mut desk = Self {
            journal: MemoryJournal::new(),
            person: new_id(1, [1; 10]),
            session: new_id(2, [2; 10]),
            made: 0,
        };
        let body = started(timeline, Request::default()).unwrap();
        desk.append(vec![body]);
        desk
    }

    fn append(&mut self, bodies: Vec<Body>) {
        let zone = jiff::tz::TimeZone::UTC;
        for body in bodies {
            self.made += 1;
            let at = jiff::Timestamp::from_millisecond(1_772_438_400_000 + self.made as i64);
            let now = at.unwrap().to_zoned(zone.clone());
            let id = new_id(1_772_438_400_000 + self.made, [7; 10]);
            let entry = Entry::new(id, self.person, Some(self.session), &now, body);
            self.journal.append(&[entry]).unwrap();
        }
    }

    fn record(&mut self, recorder: &mut Recorder, events: &[Event]) {
        for event in events {
            self.append(recorder.bodies(&event.what));
        }
    }

    fn open(&self) -> Option<OpenSession> {
        self.journal.last_open_session(self.person).unwrap()
    }

    fn segments(&self) -> Vec<SegmentFinished> {
        let all = self.journal.entries(&Default::default()).unwrap();
        all.into_iter()
            .filter_map(|entry| match entry.body {
                Body::SegmentFinished(segment) => Some(segment),
                _ => None,
            })
            .collect()
    }

    fn bodies(&self) -> Vec<Body> {
        let all = self.journal.entries(&Default::default()).unwrap();
        all.into_iter().map(|entry| entry.body).collect()
    }
}

fn drain(player: &mut Player) -> Vec<Event> {
    std::iter::from_fn(|| player.poll_event()).collect()
}

fn state(player: &Player) -> State {
    player.view(0).unwrap().state
}

/// Plays by moves: how long to wait, and what to ask then. Refusals do not matter here.
fn drive(player: &mut Player, moves: &[(u64, Option<Command>)]) -> Vec<Event> {
    let mut now = 0;
    player.handle(Command::Start, now).unwrap();
    for (wait, command) in moves {
        now += wait;
        match command {
            Some(command) => {
                let _ = player.handle(*command, now);
            }
            None => player.tick(now),
        }
        if matches!(state(player), State::Paused(_)) {
            player.handle(Command::Resume, now).unwrap();
        }
    }
    drain(player)
}

fn play_out(player: &mut Player) -> Vec<Event> {
    while let Some(due) = player.poll_timeout() {
        player.tick(due);
    }
    drain(player)
}

fn any_moves(most: usize) -> impl Strategy<Value = Vec<(u64, Option<Command>)>> {
    use Command::{Easier, Extend, Next, Previous, Restart, SkipTechnique};
    let command = prop_oneof![
        8 => Just(None),
        4 => Just(Some(Next)),
        3 => Just(Some(Previous)),
        1 => Just(Some(Restart)),
        2 => Just(Some(Extend)),
        1 => Just(Some(SkipTechnique)),
        2 => Just(Some(Easier)),
        1 => Just(Some(Command::Stop(Stop { reason: StopReason::Pain, pain: Some(6) }))),
    ];
    prop::collection::vec((0..10_000_u64, command), 0..most)
}

fn any_timeline() -> impl Strategy<Value = Timeline> {
    let techniques = prop::collection::vec(0..LIBRARY.techniques().len(), 1..4);
    (techniques, 1..3_u32).prop_map(|(techniques, sets)| {
        let ids: Vec<&str> = techniques
            .iter()
            .map(|&at| LIBRARY.techniques()[at].id.as_str())
            .collect();
        timeline_of(&ids, sets)
    })
}

/// Ms of work in the journal, by item and side.
fn work_in(
    timeline: &Timeline,
    segments: &[SegmentFinished],
) -> BTreeMap<(u32, Option<Side>), u64> {
    let mut work = BTreeMap::new();
    for segment in segments {
        let Some(item) = segment.item else { continue };
        let list = if segment.easier {
            &timeline.items()[item as usize]
                .easier
                .as_ref()
                .unwrap()
                .segments
        } else {
            timeline.segments()
        };
        if list[segment.segment as usize].kind == Kind::Work {
            assert_eq!(list[segment.segment as usize].side, segment.side);
            *work.entry((item, segment.side)).or_default() += segment.played_ms;
        }
    }
    work
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Whatever is played, what is recorded of it belongs to it.
    #[test]
    fn what_is_recorded_fits(timeline in any_timeline(), moves in any_moves(30)) {
        let mut player = Player::new(timeline.clone());
        let mut events = drive(&mut player, &moves);
        events.extend(play_out(&mut player));
        let mut recorder = Recorder::new(&timeline);
        for body in events.iter().flat_map(|event| recorder.bodies(&event.what)) {
            prop_assert_eq!(fits(&timeline, &body), Ok(()));
        }
    }

    /// Played, broken off after any event, gone on with from the entries alone: every ms of work stands
    /// in the journal once, on its side, and the reports at the end say the same.
    #[test]
    fn a_session_broken_off_anywhere_is_gone_on_with(
        timeline in any_timeline(),
        moves in any_moves(40),
        more in any_moves(20),
        cut in 0.0..1.0_f64,
    ) {
        let mut player = Player::new(timeline.clone());
        let events = drive(&mut player, &moves);
        let cut = (events.len() as f64 * cut) as usize;
        let mut desk = Desk::new(&timeline);
        desk.record(&mut Recorder::new(&timeline), &events[..cut]);
        let Some(open) = desk.open() else {
            let ended = matches!(events[cut - 1].what, What::SessionFinished { .. });
            prop_assert!(ended, "only an end ends");
            return Ok(());
        };
        let mut resumed = match resume(&open) {
            Ok(resumed) => resumed,
            Err(Broken::Place(unhunch_core::player::ResumeError::NothingLeft)) => return Ok(()),
            Err(fault) => return Err(TestCaseError::fail(fault.to_string())),
        };
        prop_assert_eq!(&resumed.timeline, &timeline);
        let swapped: Vec<u32> = events[..cut]
            .iter()
            .filter_map(|event| match event.what {
                What::Swapped { item, .. } => Some(item),
                _ => None,
            })
            .collect();
        prop_assert_eq!(&resumed.before.swapped, &swapped);
        let mut player = resumed.player().unwrap();
        let mut events = drive(&mut player, &more);
        events.extend(play_out(&mut player));
        desk.record(&mut resumed.recorder, &events);

        let Some(What::SessionFinished { items, played_ms, before_ms, .. }) =
            events.last().map(|event| event.what.clone())
        else {
            return Err(TestCaseError::fail("it did not end"));
        };
        // The end agrees with the segments, to the ms.
        let segments = desk.segments();
        let all_ms: u64 = segments.iter().map(|segment| segment.played_ms).sum();
        prop_assert_eq!(all_ms, played_ms + before_ms);
        prop_assert!(desk.open().is_none());
        let work = work_in(&timeline, &segments);
        for report in &items {
            let reported = [
                (Some(Side::Left), report.work.left),
                (Some(Side::Right), report.work.right),
                (None, report.work.both),
            ];
            for (side, reported) in reported {
                let journal_ms = work.get(&(report.item, side)).copied().unwrap_or(0);
                prop_assert_eq!(reported.map_or(0, |work| work.played_ms), journal_ms);
                prop_assert!(reported.is_none_or(|work| work.done <= work.of));
            }
        }
        // A technique is recorded once for each of its items, and all that are done are.
        let mut finished: BTreeMap<Id, usize> = BTreeMap::new();
        let mut skipped = 0;
        for body in desk.bodies() {
            match body {
                Body::TechniqueFinished(one) => {
                    prop_assert!(u64::from(one.left_s) + u64::from(one.right_s) <= u64::from(one.seconds));
                    *finished.entry(one.technique).or_default() += 1;
                }
                Body::TechniqueSkipped(_) => skipped += 1,
                _ => {}
            }
        }
        prop_assert!(finished.values().sum::<usize>() <= items.len());
        prop_assert!(skipped <= items.len());
        let done = items.iter().filter(|report| report.outcome == Outcome::Done);
        prop_assert!(finished.values().sum::<usize>() >= done.count());
        // What the store makes of it agrees.
        let query = SessionsQuery { person: desk.person, open: false, after: None, limit: None };
        let summary = &desk.journal.sessions(&query).unwrap()[0];
        prop_assert_eq!(summary.played_ms, all_ms);
    }
}

#[test]
fn a_whole_session_is_recorded_in_order() {
    let timeline = timeline_of(&["neck-tilt"], 1);
    let mut player = Player::new(timeline.clone());
    let mut events = drive(&mut player, &[]);
    events.extend(play_out(&mut player));
    let mut desk = Desk::new(&timeline);
    desk.record(&mut Recorder::new(&timeline), &events);
    let bodies = desk.bodies();
    let kinds: Vec<&str> = bodies.iter().map(Body::kind).collect();
    let segments = timeline.segments().len();
    assert_eq!(kinds[0], "session-started");
    assert!(
        kinds[1..segments]
            .iter()
            .all(|kind| *kind == "segment-finished")
    );
    assert_eq!(
        kinds[segments..],
        ["technique-finished", "segment-finished", "session-ended"]
    );
    let Some(Body::SessionEnded(ended)) = bodies.last() else {
        panic!("no end");
    };
    assert_eq!(
        (ended.reason, ended.played_ms),
        (EndReason::Done, timeline.total_ms())
    );
    let Body::TechniqueFinished(finished) = &bodies[segments] else {
        panic!("no technique");
    };
    assert_eq!(finished.left_s, finished.right_s);
    assert_eq!(finished.seconds, finished.left_s * 2);
}

#[test]
fn pain_and_interruption_are_told_apart() {
    let timeline = timeline_of(&["shoulder-circles"], 1);
    let stop = |interrupt: bool, command| {
        let mut player = Player::new(timeline.clone());
        let events = drive(&mut player, &[(3_000, Some(command))]);
        let mut recorder = Recorder::new(&timeline);
        if interrupt {
            recorder.interrupt();
        }
        let mut desk = Desk::new(&timeline);
        desk.record(&mut recorder, &events);
        desk.bodies()
    };
    let pain = Command::Stop(Stop {
        reason: StopReason::Pain,
        pain: Some(7),
    });
    let bodies = stop(false, pain);
    let kinds: Vec<&str> = bodies.iter().map(Body::kind).collect();
    assert_eq!(
        kinds,
        [
            "session-started",
            "segment-finished",
            "pain",
            "session-ended"
        ]
    );
    let interrupted = stop(true, Command::stop(StopReason::Other));
    let Some(Body::SessionEnded(ended)) = interrupted.last() else {
        panic!("no end");
    };
    assert_eq!(
        (ended.reason, ended.played_ms),
        (EndReason::Interrupted, 3_000)
    );
}

#[test]
fn going_back_to_what_was_left_out_takes_it_up_again() {
    let timeline = timeline_of(&["shoulder-circles", "slow-breathing"], 1);
    let mut player = Player::new(timeline.clone());
    let moves = [
        (1_000, Some(Command::SkipTechnique)),
        (1_000, Some(Command::Previous)),
        (500, Some(Command::Restart)),
    ];
    let events = drive(&mut player, &moves);
    let mut desk = Desk::new(&timeline);
    desk.record(&mut Recorder::new(&timeline), &events);
    let resumed = resume(&desk.open().unwrap()).unwrap();
    assert_eq!(resumed.before.skipped, [] as [u32; 0]);
    let player = resumed.player().unwrap();
    assert_eq!(player.view(0).unwrap().segment.item, Some(0));
}

#[test]
fn what_cannot_be_gone_on_with_says_why() {
    let timeline = timeline_of(&["shoulder-circles"], 1);
    let desk = Desk::new(&timeline);
    let open = desk.open().unwrap();
    let mut no_start = open.clone();
    no_start.entries.clear();
    assert!(matches!(resume(&no_start), Err(Broken::NoBeginning)));
    let mut no_plan = open.clone();
    if let Body::SessionStarted(start) = &mut no_plan.entries[0].body {
        start.plan = serde_json::json!({"schema": "unhunch.timeline/1"});
    }
    assert!(matches!(resume(&no_plan), Err(Broken::Plan(_))));
    let mut stranger = open.clone();
    let mut entry = stranger.entries[0].clone();
    entry.body = Body::SegmentFinished(SegmentFinished {
        segment: 999,
        item: Some(0),
        easier: false,
        technique: None,
        side: None,
        set: None,
        count: None,
        planned_ms: 1,
        played_ms: 1,
        complete: true,
    });
    stranger.entries.push(entry);
    assert!(matches!(resume(&stranger), Err(Broken::Place(_))));
    let Body::SessionEnded(ended) = abandoned(&open) else {
        panic!("no end");
    };
    assert_eq!((ended.reason, ended.played_ms), (EndReason::Interrupted, 0));
}

#[test]
fn a_request_is_kept_as_it_was_asked() {
    let mut request = plan::Request::new(&LIBRARY, 7);
    request.areas.push(plan::WantedArea {
        area: id("neck"),
        side: Some(Side::Left),
        pain: 6,
    });
    request.seed = 3;
    let kept = session::asked(&request);
    assert_eq!((kept.minutes, kept.seed), (Some(7), Some(3)));
    assert_eq!(kept.goal, Some(id("relief")));
    assert_eq!(kept.areas[0].pain, Some(6));
}

/// What the planner would leave out, a hand-written routine may not hold, and a session that was begun
/// before may not go on with.
#[test]
fn nothing_is_played_that_the_planner_would_refuse() {
    let everything = |level| {
        let mut request = plan::Request::new(&LIBRARY, 60);
        request.intensity = unhunch_core::content::Intensity::Strong;
        let all = LIBRARY.vocabulary().equipment.iter();
        request.equipment = all.map(|one| one.id.value.clone()).collect();
        (Clearance::recorded(level), request)
    };
    for flag in &LIBRARY.vocabulary().flags {
        let (clearance, mut request) = everything(Level::Clear);
        request.flags.set.push(FlagSet {
            flag: flag.id.value.clone(),
            areas: Vec::new(),
        });
        for technique in LIBRARY.techniques().iter().filter(|one| one.is_planned()) {
            let routine = routine_of(&[technique.id.as_str()], 1);
            let admitted = admit(&LIBRARY, clearance, &request, &routine);
            let planned = plan::plan(&LIBRARY, clearance, &request);
            let omitted = planned.map_or_else(|_| Vec::new(), |plan| plan.omitted);
            let own = omitted
                .into_iter()
                .find(|one| one.technique == technique.id.value);
            let timeline = compile(&routine, &LIBRARY).unwrap();
            let going_on = admit_timeline(&LIBRARY, clearance, &request, &timeline);
            match own {
                Some(omission) => {
                    assert!(omission.is_for_safety());
                    let refused = Refused::LeftOut(vec![omission]);
                    assert!(refused.is_for_safety());
                    assert_eq!(going_on, Err(refused.clone()));
                    assert_eq!(admitted, Err(refused));
                }
                None => {
                    let easier = admitted.unwrap().items[0].easier;
                    assert_eq!(going_on.is_err(), easier);
                }
            }
        }
    }
    let (urgent, request) = everything(Level::Urgent);
    let routine = routine_of(&["shoulder-circles"], 1);
    assert_eq!(
        admit(&LIBRARY, urgent, &request, &routine),
        Err(Refused::NotCleared(Level::Urgent))
    );
    let (clear, mut request) = everything(Level::Clear);
    assert_eq!(
        admit(&LIBRARY, clear, &request, &routine),
        Ok(routine.clone())
    );
    request.positions.clear();
    request.positions.insert(id("nowhere"));
    assert!(matches!(
        admit(&LIBRARY, clear, &request, &routine),
        Err(Refused::Bad(_))
    ));
}

/// A technique that flared up after last time is left at its easier step, in routines and in what is gone
/// on with.
#[test]
fn what_flared_up_is_not_played_whole() {
    let clearance = Clearance::recorded(Level::Clear);
    let mut request = plan::Request::new(&LIBRARY, 60);
    request.intensity = unhunch_core::content::Intensity::Strong;
    let all = LIBRARY.vocabulary().equipment.iter();
    request.equipment = all.map(|one| one.id.value.clone()).collect();
    for technique in LIBRARY.techniques() {
        request.flared = [technique.id.value.clone()].into();
        let routine = routine_of(&[technique.id.as_str()], 1);
        let timeline = compile(&routine, &LIBRARY).unwrap();
        let going_on = admit_timeline(&LIBRARY, clearance, &request, &timeline);
        assert!(going_on.unwrap_err().is_for_safety(), "{}", technique.id);
        match admit(&LIBRARY, clearance, &request, &routine) {
            Ok(admitted) => {
                assert!(admitted.items[0].easier);
                let eased = compile(&admitted, &LIBRARY).unwrap();
                let going_on = admit_timeline(&LIBRARY, clearance, &request, &eased);
                assert_eq!(going_on, Ok(()));
            }
            Err(refused) => assert!(refused.is_for_safety()),
        }
    }
}

#[test]
fn what_is_of_another_session_does_not_fit() {
    let techniques = LIBRARY.techniques();
    let timeline = timeline_of(&[techniques[0].id.as_str()], 1);
    let stranger = techniques[techniques.len() - 1].id.value.clone();
    let own = techniques[0].id.value.clone();
    let work = (0..)
        .zip(timeline.segments())
        .find(|(_, segment)| segment.kind == Kind::Work);
    let (index, work) = work.unwrap();
    let told = SegmentFinished {
        segment: index,
        item: work.item,
        easier: false,
        technique: work.technique.clone(),
        side: work.side,
        set: work.set,
        count: work.count(),
        planned_ms: work.duration_ms,
        played_ms: 0,
        complete: false,
    };
    let segment = |told| fits(&timeline, &Body::SegmentFinished(told));
    assert_eq!(segment(told.clone()), Ok(()));
    let beyond = SegmentFinished {
        segment: 9999,
        ..told.clone()
    };
    assert_eq!(segment(beyond), Err(Unfit::Segment(9999)));
    let elsewhere = SegmentFinished {
        item: None,
        ..told.clone()
    };
    assert_eq!(segment(elsewhere), Err(Unfit::Segment(index)));
    let nowhere = SegmentFinished {
        item: None,
        easier: true,
        ..told.clone()
    };
    assert_eq!(segment(nowhere), Err(Unfit::Segment(index)));
    let other = SegmentFinished {
        technique: Some(stranger.clone()),
        ..told.clone()
    };
    let what = "technique";
    assert_eq!(
        segment(other),
        Err(Unfit::Told {
            segment: index,
            what
        })
    );
    let side = if work.side == Some(Side::Left) {
        Side::Right
    } else {
        Side::Left
    };
    let other = SegmentFinished {
        side: Some(side),
        ..told.clone()
    };
    assert_eq!(
        segment(other),
        Err(Unfit::Told {
            segment: index,
            what: "side"
        })
    );
    let other = SegmentFinished {
        set: Some(99),
        ..told
    };
    assert_eq!(
        segment(other),
        Err(Unfit::Told {
            segment: index,
            what: "set"
        })
    );
    let skipped = Body::TechniqueSkipped(stranger.clone());
    assert_eq!(
        fits(&timeline, &skipped),
        Err(Unfit::Technique(stranger.clone()))
    );
    assert_eq!(fits(&timeline, &Body::TechniqueSkipped(own)), Ok(()));
    let easier = Body::EasierTaken {
        item: 7,
        technique: stranger,
    };
    assert_eq!(fits(&timeline, &easier), Err(Unfit::Easier(7)));
    let begins = started(&timeline, Request::default()).unwrap();
    assert_eq!(
        fits(&timeline, &begins),
        Err(Unfit::Kind("session-started".into()))
    );
}
