//! The player's invariants, over random timelines, commands and jumps of time.

#[path = "../../../tests/small/mod.rs"]
mod small;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use unhunch_core::content::Library;
use unhunch_core::player::{
    Command, Event, Finished, MAX_GAP_MS, Outcome, PauseReason, Player, Refusal, Resume,
    ResumeError, Sides, State, Stop, StopReason, What,
};
use unhunch_core::routine::{ExactDose, Item, Routine, Side};
use unhunch_core::timeline::{Kind, Timeline, compile};

static LIBRARY: LazyLock<Library> = LazyLock::new(small::library);

/// A timeline of some techniques of the small set, one set each, and with pauses as long as they come.
fn timeline_of(techniques: &[&str], sets: u32, first_side: Side) -> Timeline {
    let items = techniques
        .iter()
        .map(|&id| {
            let technique = LIBRARY.technique(id).expect("a technique");
            let usual = ExactDose::usual(technique);
            Item {
                technique: technique.id.value.clone(),
                position: technique.positions[0].value.clone(),
                equipment: technique
                    .equipment
                    .iter()
                    .map(|need| need.id.value.clone())
                    .collect(),
                dose: ExactDose { sets, ..usual },
                pad_s: 0,
                easier: false,
                note: None,
            }
        })
        .collect();
    let routine = Routine {
        id: None,
        name: "A test".to_owned(),
        first_side,
        items,
    };
    compile(&routine, &LIBRARY).expect("a timeline")
}

fn drain(player: &mut Player) -> Vec<Event> {
    std::iter::from_fn(|| player.poll_event()).collect()
}

/// Calls the player whenever it is due, until it is over or paused. Returns the time then.
fn play_out(player: &mut Player, mut now: u64, events: &mut Vec<Event>) -> u64 {
    while let Some(due) = player.poll_timeout() {
        assert!(due > now, "due at {due}, called at {now}");
        now = due;
        player.tick(now);
        events.append(&mut drain(player));
    }
    now
}

/// How long time ran, by what was told: from the start and each going on to each pause and the end.
fn unpaused_ms(events: &[Event]) -> u64 {
    let mut since = None;
    let mut total = 0;
    for event in events {
        match &event.what {
            What::SessionStarted { .. } | What::Resumed => since = Some(event.at),
            What::Paused { .. } | What::SessionFinished { .. } => {
                total += since.take().map_or(0, |since: u64| event.at - since);
            }
            _ => {}
        }
    }
    total
}

/// Holds a whole session's events to everything that is promised of them.
fn check_session(timeline: &Timeline, events: &[Event], before: &[Finished]) {
    assert!(events.is_sorted_by_key(|event| event.at), "{events:#?}");
    let started = events.first().expect("an event");
    assert!(matches!(started.what, What::SessionStarted { .. }));

    // Begun and ended in turn, each with the same place.
    let mut open = None;
    let mut credited = BTreeSet::new();
    let mut played = 0;
    let mut by_item: BTreeMap<u32, Sides> = BTreeMap::new();
    let mut work = Sides::default();
    let mut add = |item: u32, side: Option<Side>, ms: u64, done: bool| {
        for sides in [by_item.entry(item).or_default(), &mut work] {
            let entry = match side {
                Some(Side::Left) => &mut sides.left,
                Some(Side::Right) => &mut sides.right,
                None => &mut sides.both,
            };
            let entry = entry.get_or_insert_default();
            entry.played_ms += ms;
            entry.done += u32::from(done);
        }
    };
    for was in before {
        let segments = match was.item {
            Some(item) if was.easier => {
                let step = timeline.items()[item as usize].easier.as_ref();
                &step.expect("an easier step").segments
            }
            _ => timeline.segments(),
        };
        let segment = &segments[was.segment as usize];
        let place = (was.item, was.easier, was.segment, was.count);
        if segment.kind == Kind::Work {
            let new = was.complete && credited.insert(place);
            add(was.item.expect("an item"), segment.side, was.played_ms, new);
        }
    }
    let mut left_s = u64::MAX;
    for event in events {
        match &event.what {
            What::SegmentStarted { place, .. } => {
                assert_eq!(open.replace(*place), None, "begun while another was open");
                left_s = u64::MAX;
            }
            What::Extended { .. } => left_s = u64::MAX,
            What::Tick { remaining_s } => {
                assert!(*remaining_s < left_s && *remaining_s > 0, "{event:?}");
                left_s = *remaining_s;
            }
            What::SegmentFinished {
                place,
                kind,
                side,
                planned_ms,
                played_ms,
                complete,
                again,
                ..
            } => {
                assert_eq!(open.take(), Some(*place), "ended without being open");
                assert!(played_ms <= planned_ms);
                assert!(!complete || played_ms == planned_ms, "{event:?}");
                played += played_ms;
                if *kind == Kind::Work {
                    let place_of = (place.item, place.easier, place.segment, place.count);
                    let new = *complete && credited.insert(place_of);
                    assert_eq!(*again, *complete && !new, "counted twice: {event:?}");
                    add(place.item.expect("an item"), *side, *played_ms, new);
                }
            }
            _ => {}
        }
    }
    let Some(Event {
        at: end,
        what:
            What::SessionFinished {
                played_ms,
                paused_ms,
                work: told,
                items,
                ..
            },
    }) = events.last()
    else {
        panic!("not finished: {:?}", events.last());
    };
    assert_eq!(open, None);
    assert_eq!(*played_ms, played, "time lost or invented");
    assert_eq!(*played_ms, unpaused_ms(events), "time lost or invented");
    assert_eq!(played_ms + paused_ms, end - started.at);

    // What is reported by side is what was played by side.
    let figures = |sides: &Sides| {
        [sides.left, sides.right, sides.both]
            .map(|side| side.map_or((0, 0), |side| (side.played_ms, side.done)))
    };
    assert_eq!(figures(told), figures(&work));
    assert_eq!(items.len(), timeline.items().len());
    for report in items {
        let own = by_item.get(&report.item).copied().unwrap_or_default();
        assert_eq!(figures(&report.work), figures(&own), "{report:?}");
        for side in [report.work.left, report.work.right, report.work.both] {
            assert!(side.is_none_or(|side| side.done <= side.of), "{report:?}");
        }
        let whole = report.outcome == Outcome::Done;
        assert_eq!(whole, report.work.is_whole(), "{report:?}");
    }
    let ends = events
        .iter()
        .filter(|event| matches!(event.what, What::SessionFinished { .. }));
    assert_eq!(ends.count(), 1);
}

/// What a random driver does next: how much later, and what.
#[derive(Debug, Clone, Copy)]
struct Move {
    later: Later,
    command: Option<Command>,
}

#[derive(Debug, Clone, Copy)]
enum Later {
    By(u64),
    /// Exactly when the player is due.
    Due,
    /// This much after it is due.
    After(u64),
    /// Backwards, which counts as standing still.
    Back(u64),
}

fn any_move() -> impl Strategy<Value = Move> {
    let later = prop_oneof![
        3 => (0..200_u64).prop_map(Later::By),
        4 => (0..9_000_u64).prop_map(Later::By),
        3 => Just(Later::Due),
        2 => (0..=MAX_GAP_MS).prop_map(Later::After),
        1 => (MAX_GAP_MS..100_000_000).prop_map(Later::After),
        1 => any::<u64>().prop_map(Later::Back),
    ];
    use Command::{Easier, Extend, Next, Pause, Previous, Restart, SkipTechnique, Start};
    let command = prop_oneof![
        8 => Just(None),
        1 => Just(Some(Start)),
        2 => Just(Some(Pause)),
        4 => Just(Some(Command::Resume)),
        5 => Just(Some(Next)),
        3 => Just(Some(Previous)),
        2 => Just(Some(Restart)),
        3 => Just(Some(Extend)),
        1 => Just(Some(SkipTechnique)),
        2 => Just(Some(Easier)),
        1 => any::<(u8, bool)>().prop_map(|(pain, bad)| {
            let reason = if bad { StopReason::Dizzy } else { StopReason::Pain };
            Some(Command::Stop(Stop { reason, pain: Some(pain % 16) }))
        }),
    ];
    (later, command).prop_map(|(later, command)| Move { later, command })
}

fn any_timeline() -> impl Strategy<Value = Timeline> {
    let techniques = prop::collection::vec(0..LIBRARY.techniques().len(), 1..4);
    let side = prop_oneof![Just(Side::Left), Just(Side::Right)];
    (techniques, 1..3_u32, side).prop_map(|(techniques, sets, side)| {
        let ids: Vec<&str> = techniques
            .iter()
            .map(|&at| LIBRARY.techniques()[at].id.as_str())
            .collect();
        timeline_of(&ids, sets, side)
    })
}

/// Drives a player by random moves; returns all events and the time.
fn drive(player: &mut Player, moves: &[Move], start: u64) -> (Vec<Event>, u64) {
    let mut now = start;
    let mut events = Vec::new();
    player.handle(Command::Start, now).expect("a start");
    events.append(&mut drain(player));
    for one in moves {
        let at = match one.later {
            Later::By(ms) => now + ms,
            Later::Due => player.poll_timeout().unwrap_or(now),
            Later::After(ms) => player.poll_timeout().unwrap_or(now) + ms,
            Later::Back(to) => to.min(now),
        };
        now = now.max(at);
        let mut untouched = player.clone();
        untouched.tick(at);
        match one.command {
            Some(command) => {
                if player.handle(command, at).is_err() {
                    assert_eq!(
                        *player, untouched,
                        "{command:?} was refused but did something"
                    );
                }
            }
            None => player.tick(at),
        }
        events.append(&mut drain(player));
        // A second call at the same time does nothing.
        let once = player.clone();
        player.tick(at);
        assert_eq!(*player, once);
        if let Some(due) = player.poll_timeout() {
            assert!(due > now, "due at {due}, called at {now}");
        }
        let view = player.view(now).expect("a view");
        assert_eq!(
            view.segment_elapsed_ms + view.segment_remaining_ms,
            view.segment.duration_ms
        );
    }
    (events, now)
}

/// Plays what is left, going on after a pause.
fn finish(player: &mut Player, now: u64, events: &mut Vec<Event>) {
    let ended = |player: &Player| {
        let view = player.view(now).expect("a view");
        matches!(view.state, State::Finished(_))
    };
    if ended(player) {
        return;
    }
    if player.poll_timeout().is_none() {
        player.handle(Command::Resume, now).expect("to go on");
        events.append(&mut drain(player));
    }
    play_out(player, now, events);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn nothing_is_lost_invented_or_counted_twice(
        timeline in any_timeline(),
        moves in prop::collection::vec(any_move(), 0..60),
        start in 0..1_000_000_u64,
    ) {
        let mut player = Player::new(timeline.clone());
        let (mut events, now) = drive(&mut player, &moves, start);
        finish(&mut player, now, &mut events);
        check_session(&timeline, &events, &[]);
        // After the end nothing more comes.
        for command in [Command::Start, Command::Next, Command::stop(StopReason::Done)] {
            prop_assert_eq!(player.handle(command, now + 50_000_000), Err(Refusal::Finished));
        }
        prop_assert_eq!(player.poll_event(), None);
        prop_assert_eq!(player.poll_timeout(), None);
    }

    /// A session that is broken off anywhere can be gone on with; the two together are honest as well.
    #[test]
    fn a_broken_session_goes_on(
        timeline in any_timeline(),
        moves in prop::collection::vec(any_move(), 0..40),
        more in prop::collection::vec(any_move(), 0..20),
    ) {
        let mut player = Player::new(timeline.clone());
        let (events, _) = drive(&mut player, &moves, 0);
        let mut before = Resume::default();
        for event in &events {
            match &event.what {
                What::SegmentFinished { place, played_ms, complete, .. } => {
                    before.finished.push(Finished {
                        item: place.item,
                        segment: place.segment,
                        easier: place.easier,
                        count: place.count,
                        played_ms: *played_ms,
                        complete: *complete,
                    });
                }
                What::Swapped { item, .. } => before.swapped.push(*item),
                What::TechniqueSkipped { report } => before.skipped.push(report.item),
                _ => {}
            }
        }
        // Repetitions that were added by extending are the last one again to the resumed session.
        let extended = events.iter().any(|event| matches!(event.what, What::Extended { .. }));
        match Player::resume(timeline.clone(), &before) {
            Err(ResumeError::NothingLeft) => {}
            Err(fault) => prop_assert!(false, "{fault}: {before:#?}"),
            Ok(mut player) => {
                let (mut events, now) = drive(&mut player, &more, 7);
                finish(&mut player, now, &mut events);
                if !extended {
                    check_session(&timeline, &events, &before.finished);
                }
            }
        }
    }

    /// However the calls come, as long as there is no gap, the same is told with the same times.
    #[test]
    fn late_calls_tell_the_same(
        timeline in any_timeline(),
        gaps in prop::collection::vec(0..MAX_GAP_MS, 1..40),
    ) {
        let mut exact = Player::new(timeline.clone());
        let mut late = Player::new(timeline);
        exact.handle(Command::Start, 5).expect("a start");
        late.handle(Command::Start, 5).expect("a start");
        let mut expected = drain(&mut exact);
        play_out(&mut exact, 5, &mut expected);
        let mut now = 5;
        let mut told = drain(&mut late);
        let mut gap = gaps.iter().cycle();
        while late.poll_timeout().is_some() {
            now += gap.next().copied().unwrap_or_default().max(1);
            late.tick(now);
            told.append(&mut drain(&mut late));
        }
        prop_assert_eq!(told, expected);
    }

    /// A resume record of any shape is refused or obeyed, and never breaks anything.
    #[test]
    fn any_resume_record_is_safe(
        timeline in any_timeline(),
        finished in prop::collection::vec(
            (prop::option::of(0..4_u32), 0..80_u32, any::<bool>(), prop::option::of(0..9_u32), any::<u64>(), any::<bool>()),
            0..8,
        ),
        swapped in prop::collection::vec(0..4_u32, 0..3),
        skipped in prop::collection::vec(0..4_u32, 0..3),
    ) {
        let finished = finished.into_iter().map(|(item, segment, easier, count, played_ms, complete)| {
            Finished { item, segment, easier, count, played_ms, complete }
        });
        let before = Resume { at: None, finished: finished.collect(), swapped, skipped };
        if let Ok(mut player) = Player::resume(timeline, &before) {
            player.handle(Command::Start, 0).expect("a start");
            let mut events = drain(&mut player);
            play_out(&mut player, 0, &mut events);
            let ended = matches!(events.last().map(|last| &last.what), Some(What::SessionFinished { .. }));
            prop_assert!(ended);
        }
    }
}

#[test]
fn half_an_hour_of_ragged_calls_ends_exactly_on_time() {
    let day = [
        "shoulder-circles",
        "neck-tilt",
        "seated-twist",
        "blade-squeeze",
        "one-arm-row",
        "ball-spots",
        "roller",
        "slow-breathing",
    ];
    let all: Vec<&str> = day.iter().copied().cycle().take(26).collect();
    let timeline = timeline_of(&all, 1, Side::Left);
    let total = timeline.total_ms();
    assert!(total >= 30 * 60 * 1000, "{total} ms");
    let mut player = Player::new(timeline);
    let mut now = 123;
    player.handle(Command::Start, now).expect("a start");
    // Steps of 1 to 996 ms by a fixed rule, as a loaded machine would call.
    let mut step = 1;
    let mut last = None;
    while player.poll_timeout().is_some() {
        step = step * 271 % 997;
        now += step;
        player.tick(now);
        last = drain(&mut player).pop().or(last);
    }
    let last = last.expect("an end");
    assert_eq!(last.at, 123 + total);
    assert!(matches!(
        last.what,
        What::SessionFinished {
            reached_end: true,
            ..
        }
    ));
}

#[test]
fn the_end_of_all_time_does_not_hang() {
    let timeline = timeline_of(&["roller"], 1, Side::Left);
    let mut player = Player::new(timeline);
    player
        .handle(Command::Start, u64::MAX - 5)
        .expect("a start");
    player.tick(u64::MAX);
    assert_eq!(player.poll_timeout(), None);
    let stop = Command::stop(StopReason::Other);
    assert_eq!(player.handle(stop, u64::MAX), Ok(()));
}

#[test]
fn the_view_says_what_a_surface_shows() {
    let timeline = timeline_of(&["neck-tilt", "slow-breathing"], 1, Side::Right);
    let total = timeline.total_ms();
    let mut player = Player::new(timeline);
    let view = player.view(0).expect("a view");
    assert_eq!((view.state, view.remaining_ms), (State::Ready, total));
    assert!(!view.can_ease);

    player.handle(Command::Start, 1000).expect("a start");
    player.tick(8_000);
    player.tick(16_000);
    // 15 s of getting ready are over; the view looks half a second ahead without a call.
    let view = player.view(16_500).expect("a view");
    assert_eq!(view.state, State::Running);
    assert_eq!(view.segment.side, Some(Side::Right));
    assert_eq!(view.segment_elapsed_ms, 500);
    assert_eq!(view.segment_remaining_ms, 24_500);
    assert_eq!(view.elapsed_ms, 15_500);
    assert_eq!(view.remaining_ms, total - 15_500);
    assert_eq!((view.name, view.how), ("Neck tilt", None));
    assert!(view.can_ease);
    assert_eq!(
        view.next.map(|next| next.name.as_str()),
        Some("Slow breathing")
    );

    player
        .handle(Command::Easier, 17_000)
        .expect("the easier step");
    player.handle(Command::Pause, 18_000).expect("a pause");
    let view = player.view(99_000).expect("a view");
    assert_eq!(view.state, State::Paused(PauseReason::Asked));
    assert_eq!(view.how, Some("Tilt half as far."));
    assert_eq!(
        (view.segment.kind, view.segment_elapsed_ms),
        (Kind::GetReady, 1000)
    );
    assert!(!view.can_ease);

    let stop = Stop {
        reason: StopReason::Pain,
        pain: Some(7),
    };
    player.handle(Command::Stop(stop), 99_000).expect("a stop");
    let view = player.view(99_000).expect("a view");
    assert_eq!(
        (view.state, view.remaining_ms),
        (State::Finished(StopReason::Pain), 0)
    );
}

#[test]
fn commands_and_events_are_written_and_read_alike() {
    let stop = Command::Stop(Stop {
        reason: StopReason::Pain,
        pain: Some(7),
    });
    for (command, json) in [
        (Command::Start, "\"start\""),
        (Command::SkipTechnique, "\"skip-technique\""),
        (Command::stop(StopReason::NoTime), r#"{"stop":"no-time"}"#),
        (stop, r#"{"stop":"pain","pain":7}"#),
    ] {
        assert_eq!(serde_json::to_string(&command).expect("JSON"), json);
        assert_eq!(
            serde_json::from_str::<Command>(json).expect("a command"),
            command
        );
    }
    let mut player = Player::new(timeline_of(&["neck-tilt"], 1, Side::Left));
    player.handle(Command::Start, 0).expect("a start");
    let mut events = drain(&mut player);
    play_out(&mut player, 0, &mut events);
    let json = serde_json::to_string(&events).expect("JSON");
    assert_eq!(
        serde_json::from_str::<Vec<Event>>(&json).expect("events"),
        events
    );
}
