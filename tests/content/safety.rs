//! Holds plans over the real content to the law of safety: no plan, no position and no easier step that a
//! flag or the check rules out, whatever is asked.
//!
//! What a flag rules out is worked out here from the vocabulary alone (its rules, and the traits of
//! techniques and positions), and not from the cautions that the planner reads: if the two disagree, one
//! of them is wrong.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use unhunch_core::content::{
    Action, EffortAction, Flag, Goal, Id, Intensity, Level, Library, Options, Technique, load,
};
use unhunch_core::plan::{NoPlan, Plan, Request, WantedArea, Why, plan};
use unhunch_core::routine::{ExactDose, ExactWork, Item, Routine, Side};
use unhunch_core::safety::{
    Answers, Clearance, FlagSet, Verdict, advice, assess, effort, positions_left, verdict,
};
use unhunch_core::timeline::{compile, easier_dose};

const GOALS: [Goal; 4] = [Goal::Relief, Goal::Mobility, Goal::Strength, Goal::WindDown];

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

fn clear() -> Clearance {
    Clearance::recorded(Level::Clear)
}

/// A request that leaves as much as possible to flags: every position, everything at hand, any effort.
fn all(library: &Library, minutes: u32, goal: Goal) -> Request {
    let vocabulary = library.vocabulary();
    Request {
        goal,
        intensity: Intensity::Strong,
        equipment: vocabulary
            .equipment
            .iter()
            .map(|one| one.id.value.clone())
            .collect(),
        ..Request::new(library, minutes)
    }
}

fn everywhere(flag: &Id) -> FlagSet {
    FlagSet {
        flag: flag.clone(),
        areas: Vec::new(),
    }
}

/// Whether a flag that is set reaches a technique.
fn reaches(set: &FlagSet, technique: &Technique) -> bool {
    set.areas.is_empty()
        || technique
            .areas
            .all()
            .any(|area| set.areas.contains(&area.value))
}

/// What the flags of a request do to a technique, by their rules and its traits: each flag with each
/// action.
fn actions<'l>(
    library: &'l Library,
    request: &Request,
    technique: &Technique,
) -> Vec<(&'l Flag, Action)> {
    let mut found = Vec::new();
    for set in &request.flags.set {
        let flag = library
            .vocabulary()
            .flag(set.flag.as_str())
            .expect("a flag");
        if reaches(set, technique) {
            let touching = flag
                .rules
                .iter()
                .filter(|rule| technique.has_trait(rule.on.as_str()));
            found.extend(touching.map(|rule| (flag, rule.action.value)));
        }
    }
    found
}

/// Why a technique may not be played under a request, if it may not; `easier` when it is the easier step.
fn refusal(
    library: &Library,
    request: &Request,
    technique: &Technique,
    position: &Id,
    easier: bool,
) -> Option<String> {
    let agreed = request.flags.agreed.contains(&technique.id.value);
    for (flag, action) in actions(library, request, technique) {
        let fine = match action {
            Action::Ask => agreed,
            Action::Modify => easier,
            Action::Substitute | Action::Exclude => false,
        };
        if !fine {
            return Some(format!("{}: {action} by {}", technique.id, flag.id));
        }
    }
    let place = library
        .vocabulary()
        .position(position.as_str())
        .expect("a position");
    for set in request.flags.set.iter().filter(|set| set.areas.is_empty()) {
        let flag = library
            .vocabulary()
            .flag(set.flag.as_str())
            .expect("a flag");
        for rule in &flag.rules {
            let of_place = place.traits.iter().any(|one| one.value == rule.on.value)
                && !technique.has_trait(rule.on.as_str());
            let asked = rule.action.value == Action::Ask && agreed;
            if of_place && !asked {
                return Some(format!("{} {position}: by {}", technique.id, flag.id));
            }
        }
    }
    None
}

/// Whether a dose is no more than another of the same kind.
fn no_more(dose: &ExactDose, most: &ExactDose) -> bool {
    let work = match (dose.work, most.work) {
        (ExactWork::Hold { seconds: a }, ExactWork::Hold { seconds: b }) => a <= b,
        (ExactWork::Breaths { count: a, .. }, ExactWork::Breaths { count: b, .. })
        | (ExactWork::Reps { count: a, .. }, ExactWork::Reps { count: b, .. }) => a <= b,
        (
            ExactWork::Timed { seconds, spots },
            ExactWork::Timed {
                seconds: s,
                spots: p,
            },
        ) => seconds <= s && spots <= p,
        _ => false,
    };
    work && dose.sets <= most.sets
}

/// Holds a plan and its timeline to the law.
fn hold(library: &Library, clearance: Clearance, request: &Request, plan: &Plan) {
    let gentle = clearance.level() == Level::SeeProfessional;
    let told = format!("{:?} {request:?}", clearance.level());
    for item in &plan.routine.items {
        let technique = library
            .technique(item.technique.as_str())
            .expect("a technique");
        let refused = refusal(library, request, technique, &item.position, item.easier);
        assert_eq!(refused, None, "{told}");
        if item.easier {
            let most = easier_dose(technique).expect("an easier dose");
            assert!(no_more(&item.dose, &most), "{}: {told}", technique.id);
        }
        if gentle {
            assert_eq!(technique.intensity.value, Intensity::Gentle, "{told}");
        }
        assert!(technique.is_planned(), "{told}");
    }
    let timeline = compile(&plan.routine, library).expect("a timeline");
    for item in timeline.items() {
        let Some(other) = &item.easier else { continue };
        let technique = library
            .technique(other.technique.as_str())
            .expect("a technique");
        let refused = refusal(library, request, technique, &item.position, true);
        assert_eq!(refused, None, "easier step of {}: {told}", item.technique);
        if gentle {
            assert_eq!(technique.intensity.value, Intensity::Gentle, "{told}");
        }
    }
    told_what_is_left_out(library, request, plan);
}

/// Every technique that a flag takes out is told, with the flag.
fn told_what_is_left_out(library: &Library, request: &Request, plan: &Plan) {
    for technique in library.techniques().iter().filter(|one| one.is_planned()) {
        let agreed = request.flags.agreed.contains(&technique.id.value);
        let out = actions(library, request, technique)
            .iter()
            .any(|(_, action)| match action {
                Action::Ask => !agreed,
                Action::Modify => false,
                Action::Substitute | Action::Exclude => true,
            });
        let told = plan.omitted.iter().any(|one| {
            one.technique == technique.id.value
                && matches!(one.why, Why::Flag { .. } | Why::Ask { .. })
        });
        assert!(!out || told, "{} is left out in silence", technique.id);
    }
}

/// Plans, and holds what comes out to the law.
fn tried(library: &Library, clearance: Clearance, request: &Request) -> bool {
    match plan(library, clearance, request) {
        Ok(plan) => {
            hold(library, clearance, request, &plan);
            true
        }
        Err(NoPlan::NothingFits(_)) => false,
        Err(error) => panic!("{error}: {request:?}"),
    }
}

#[test]
fn the_real_set_has_no_fault_and_no_warning() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../content");
    let loaded = unhunch_bundle::load_set(dir.as_ref(), false, &Default::default());
    let found: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|one| one.message.clone())
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_flag_alone_is_kept_to_and_leaves_a_plan() {
    let library = unhunch_bundle::library();
    for flag in &library.vocabulary().flags {
        for (at, goal) in GOALS.into_iter().enumerate() {
            for minutes in [1, 3, 7 + u32::try_from(at).unwrap_or(0), 15, 30] {
                let mut request = all(&library, minutes, goal);
                request.flags.set.push(everywhere(&flag.id.value));
                let planned = tried(&library, clear(), &request);
                assert!(planned, "{} {goal:?} {minutes}", flag.id);
            }
        }
    }
}

#[test]
fn every_flag_in_every_area_is_kept_to() {
    let library = unhunch_bundle::library();
    let flags = &library.vocabulary().flags;
    for flag in flags.iter().filter(|one| one.local == Some(true)) {
        for area in &library.vocabulary().areas {
            for (minutes, goal) in [4, 9, 14, 20].into_iter().zip(GOALS) {
                let mut request = all(&library, minutes, goal);
                request.flags.set.push(FlagSet {
                    flag: flag.id.value.clone(),
                    areas: vec![area.id.value.clone()],
                });
                let planned = tried(&library, clear(), &request);
                assert!(planned, "{} {} {minutes}", flag.id, area.id);
            }
        }
    }
}

/// A routine of one technique, with everything at hand that it can be done with.
fn one_item(technique: &Technique, position: &Id) -> Routine {
    Routine {
        id: None,
        name: technique.name.to_string(),
        first_side: Side::Left,
        items: vec![Item {
            technique: technique.id.value.clone(),
            position: position.clone(),
            equipment: technique
                .equipment
                .iter()
                .flat_map(|need| std::iter::once(&need.id).chain(&need.substitutes))
                .map(|one| one.value.clone())
                .collect(),
            dose: ExactDose::usual(technique),
            pad_s: 0,
            easier: false,
            note: None,
        }],
    }
}

#[test]
fn no_easier_step_is_refused_where_its_technique_is_not() {
    let library = unhunch_bundle::library();
    let vocabulary = library.vocabulary();
    let mut settings: Vec<FlagSet> = Vec::new();
    for flag in &vocabulary.flags {
        settings.push(everywhere(&flag.id.value));
        for area in vocabulary.areas.iter().filter(|_| flag.local == Some(true)) {
            settings.push(FlagSet {
                flag: flag.id.value.clone(),
                areas: vec![area.id.value.clone()],
            });
        }
    }
    let mut offered = 0;
    for technique in library.techniques() {
        for position in &technique.positions {
            let routine = one_item(technique, position);
            let timeline = compile(&routine, &library).expect("a timeline");
            let Some(other) = &timeline.items()[0].easier else {
                continue;
            };
            offered += usize::from(other.technique != technique.id.value);
            let other = library
                .technique(other.technique.as_str())
                .expect("a technique");
            assert!(other.intensity.value <= technique.intensity.value);
            for set in &settings {
                let mut request = all(&library, 5, Goal::Relief);
                request.flags.set.push(set.clone());
                request.flags.agreed.push(technique.id.value.clone());
                let refused = |one| refusal(&library, &request, one, &position.value, false);
                if refused(technique).is_none() {
                    assert_eq!(refused(other), None, "{} {set:?}", technique.id);
                }
            }
        }
    }
    assert!(offered > 0, "other techniques are offered as easier steps");
}

/// The real set with edits: in a technique's file, the first text becomes the second.
fn edited(edits: &[(&str, &str, &str)]) -> Library {
    let mut files = unhunch_bundle::files();
    for (technique, find, replace) in edits {
        let name = format!("techniques/{technique}.toml");
        let file = files.iter_mut().find(|file| file.name == name);
        let file = file.expect("a file of the set");
        assert!(file.text.contains(find), "{name} has no {find:?}");
        file.text = file.text.replacen(find, replace, 1);
    }
    let loaded = load(files, Vec::new(), &Options::default());
    loaded.library.expect("a set without a fault")
}

/// The technique that a technique's item offers as its easier step.
fn offered(library: &Library, technique: &str) -> Option<Id> {
    let technique = library.technique(technique).expect("it is there");
    let routine = one_item(technique, &technique.positions[0]);
    let timeline = compile(&routine, library).expect("a timeline");
    let easier = timeline.items()[0].easier.as_ref();
    easier.map(|one| one.technique.clone())
}

#[test]
fn an_easier_technique_is_offered_only_where_no_flag_could_mind() {
    let (own, other) = ("trap-ball-release", "wall-ball-massage");
    assert_eq!(
        offered(&unhunch_bundle::library(), own),
        Some(id(other)),
        "as the content stands"
    );
    // It works an area that the harder one does not: a wound there would rule out the easier one alone.
    let areas = (own, "secondary = [\"mid-back\"] }", "secondary = [] }");
    assert_eq!(offered(&edited(&[areas]), own), None);
    // It asks for more effort.
    let effort = (own, "intensity = \"strong\"", "intensity = \"gentle\"");
    assert_eq!(offered(&edited(&[effort]), own), None);
    // A flag rules it out and the harder one not.
    let caution = "[[cautions]]\nflag = \"high-blood-pressure\"\naction = \"ask\"\nwhy = \"Word.\"\n\n[[stop_signs]]";
    let held = |technique| {
        [
            (technique, "traits = [", "traits = [\"strong-hold\", "),
            (technique, "[[stop_signs]]", caution),
        ]
    };
    assert_eq!(offered(&edited(&held(other)), own), None);
    // Having agreed to the one is not having agreed to the other.
    let both = [held(own), held(other)].concat();
    assert_eq!(offered(&edited(&both), own), None);
}

#[test]
fn all_flags_together_leave_the_quiet_ones() {
    let library = unhunch_bundle::library();
    let mut request = all(&library, 5, Goal::WindDown);
    let flags = &library.vocabulary().flags;
    request.flags.set = flags.iter().map(|one| everywhere(&one.id.value)).collect();
    assert!(tried(&library, clear(), &request));
}

#[test]
fn nothing_is_planned_at_an_urgent_or_emergency_level() {
    let library = unhunch_bundle::library();
    for level in [Level::Urgent, Level::Emergency] {
        for minutes in 1..=60 {
            let request = all(&library, minutes, Goal::Relief);
            let refused = plan(&library, Clearance::recorded(level), &request);
            assert_eq!(refused.err(), Some(NoPlan::NotCleared(level)));
        }
    }
    // Straight from an answer, with nothing but the content at hand.
    let mut answers = Answers::new();
    answers.answer(&id("chest-pain"), true);
    let clearance = assess(library.safety(), &answers)
        .clearance()
        .expect("a serious answer counts at once");
    let request = all(&library, 10, Goal::Relief);
    assert!(plan(&library, clearance, &request).is_err());
    let says = advice(library.safety(), clearance.level(), None);
    assert!(says.contains("your local emergency number"), "{says}");
}

#[test]
fn breathing_keeps_its_chair_when_lying_flat_is_out() {
    let library = unhunch_bundle::library();
    let breathing = library.technique("deep-breathing").expect("it is there");
    let mut request = all(&library, 5, Goal::WindDown);
    request.flags.set.push(everywhere(&id("pregnancy")));
    assert_eq!(verdict(breathing, &request.flags), Verdict::Free);
    let places = positions_left(breathing, library.vocabulary(), &request.flags);
    let left: Vec<&str> = places.left.iter().map(|one| one.as_str()).collect();
    assert_eq!(left, ["seated", "standing", "seated-floor", "side-lying"]);
    assert_eq!(places.lost.len(), 1);
    assert_eq!(*places.lost[0].position, id("supine"));
    assert_eq!(*places.lost[0].flag, id("pregnancy"));

    // A flag that is limited to an area says nothing of a position.
    let mut shoulder = request.flags.clone();
    shoulder.set[0].areas.push(id("shoulder"));
    let places = positions_left(breathing, library.vocabulary(), &shoulder);
    assert!(places.lost.is_empty());

    // Where only the bed is allowed, the flag is what the person is told of.
    request.positions = BTreeSet::from([id("supine")]);
    let omitted = match plan(&library, clear(), &request) {
        Err(NoPlan::NothingFits(_)) => Vec::new(),
        Ok(plan) => plan.omitted,
        Err(error) => panic!("{error}"),
    };
    assert!(omitted.is_empty(), "nothing can be planned: {omitted:?}");
    request.positions.insert(id("hands-and-knees"));
    let plan = plan(&library, clear(), &request).expect("cat-cow is left");
    let told = plan
        .omitted
        .iter()
        .find(|one| one.technique == id("deep-breathing"))
        .expect("it is told");
    assert!(
        matches!(&told.why, Why::Flag { flag, .. } if *flag == id("pregnancy")),
        "{told:?}"
    );
}

#[test]
fn what_asks_first_is_not_planned_as_an_easier_step_either() {
    let library = unhunch_bundle::library();
    let needle = library.technique("thread-the-needle").expect("it is there");
    let mut request = all(&library, 10, Goal::Mobility);
    for flag in ["high-blood-pressure", "brittle-bones"] {
        request.flags.set.push(everywhere(&id(flag)));
    }
    assert!(matches!(
        verdict(needle, &request.flags),
        Verdict::AskFirst(_)
    ));
    request.flags.agreed.push(id("thread-the-needle"));
    assert!(matches!(
        verdict(needle, &request.flags),
        Verdict::EasierOnly(_)
    ));
}

#[test]
fn one_flag_set_for_two_areas_acts_on_both() {
    let library = unhunch_bundle::library();
    let in_area = |area: &str| FlagSet {
        flag: id("wound-fracture-surgery"),
        areas: vec![id(area)],
    };
    let mut request = all(&library, 10, Goal::Relief);
    request.flags.set = vec![in_area("neck"), in_area("chest")];
    for technique in ["lateral-neck-stretch", "doorway-chest-stretch"] {
        let technique = library.technique(technique).expect("it is there");
        assert!(matches!(
            verdict(technique, &request.flags),
            Verdict::Out(_)
        ));
    }
    assert!(tried(&library, clear(), &request));
}

#[test]
fn a_limit_that_means_nothing_is_refused() {
    let library = unhunch_bundle::library();
    let mut request = all(&library, 10, Goal::Relief);
    request.flags.set.push(FlagSet {
        flag: id("pregnancy"),
        areas: vec![id("neck")],
    });
    assert!(request.check(&library).is_err());
    request.flags.set[0] = FlagSet {
        flag: id("recent-injury"),
        areas: vec![id("nekc")],
    };
    assert!(request.check(&library).is_err());
}

#[test]
fn after_a_flare_only_the_easier_step_is_planned() {
    let library = unhunch_bundle::library();
    let mut request = all(&library, 20, Goal::Strength);
    request.flared = library
        .techniques()
        .iter()
        .map(|one| one.id.value.clone())
        .collect();
    let plan = plan(&library, clear(), &request).expect("easier steps are left");
    assert!(plan.routine.items.iter().all(|item| item.easier));
    let told = |wanted: &str| {
        plan.omitted
            .iter()
            .find(|one| one.technique == id(wanted))
            .expect("it is told")
    };
    let trap = told("trap-ball-release");
    assert_eq!(trap.why, Why::Flared);
    assert_eq!(trap.substitute, Some(id("wall-ball-massage")));
}

#[test]
fn rolling_and_balls_say_where_never_to_press() {
    let library = unhunch_bundle::library();
    let rolling = |one: &&Technique| one.has_trait("deep-pressure");
    let mut count = 0;
    for technique in library.techniques().iter().filter(rolling) {
        let lines = technique.steps.iter().chain(&technique.mistakes);
        let said: Vec<&str> = lines.map(|line| line.as_str()).collect();
        let said = said.join(" ");
        for never in ["front of the neck", "bones of the spine"] {
            assert!(said.contains(never), "{}: {never}", technique.id);
        }
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn heat_and_cold_say_cloth_awake_and_twenty_minutes_and_keep_to_them() {
    let library = unhunch_bundle::library();
    for technique in ["heat", "cold", "heat-cold-contrast"] {
        let technique = library.technique(technique).expect("it is there");
        let said: Vec<&str> = technique
            .steps
            .iter()
            .chain(&technique.mistakes)
            .map(|line| line.as_str())
            .collect();
        let said = said.join(" ").to_lowercase();
        assert!(
            said.contains("cloth") || said.contains("towel"),
            "{}",
            technique.id
        );
        assert!(said.contains("awake"), "{}", technique.id);
        assert!(said.contains("twenty minutes"), "{}", technique.id);
        assert!(!technique.is_planned(), "{}", technique.id);
    }
    for warm_or_cold in ["heat", "cold"] {
        let one = library
            .vocabulary()
            .traits
            .iter()
            .find(|one| one.id.as_str() == warm_or_cold);
        let most = one.and_then(|one| one.most_seconds).map(|most| most.value);
        assert_eq!(most, Some(1200), "{warm_or_cold}");
    }
}

#[test]
fn the_flags_do_at_least_what_the_facts_say() {
    use Action::{Ask, Exclude, Modify, Substitute};
    let facts: &[(&str, &[(&str, Action)])] = &[
        (
            "wound-fracture-surgery",
            &[
                ("foam-roll-upper-back", Exclude),
                ("butterfly-self-massage", Exclude),
                ("doorway-chest-stretch", Exclude),
                ("cobra", Exclude),
                ("row", Exclude),
                ("cat-cow", Exclude),
            ],
        ),
        (
            "blood-thinners",
            &[
                ("foam-roll-upper-back", Exclude),
                ("foam-roll-lats", Exclude),
                ("trap-ball-release", Exclude),
                ("wall-ball-massage", Exclude),
                ("chest-ball-release", Exclude),
                ("back-roller-wall", Exclude),
                ("supine-chest-stretch", Exclude),
            ],
        ),
        (
            "clot-infection-inflammation",
            &[
                ("butterfly-self-massage", Exclude),
                ("pressure-point-release", Exclude),
                ("foam-roll-lats", Exclude),
                ("heat", Exclude),
                ("heat-cold-contrast", Exclude),
            ],
        ),
        (
            "brittle-bones",
            &[
                ("foam-roll-upper-back", Exclude),
                ("foam-roll-lats", Exclude),
                ("thoracic-extension-roller", Exclude),
                ("supine-chest-stretch", Exclude),
                ("seated-twist-chair", Modify),
                ("reclining-twist", Modify),
                ("thoracic-side-bend", Modify),
                ("childs-pose", Modify),
            ],
        ),
        (
            "neck-injury",
            &[
                ("upper-trapezius-stretch", Exclude),
                ("lateral-neck-stretch", Exclude),
                ("lateral-rotation-neck-stretch", Exclude),
            ],
        ),
        (
            "back-bending-pain",
            &[
                ("cobra", Exclude),
                ("thoracic-extension-roller", Exclude),
                ("thoracic-extension-chair", Exclude),
                ("foam-roll-upper-back", Exclude),
            ],
        ),
        (
            "eye-pressure",
            &[
                ("downward-dog", Exclude),
                ("thread-the-needle", Exclude),
                ("childs-pose", Exclude),
            ],
        ),
        (
            "high-blood-pressure",
            &[
                ("downward-dog", Ask),
                ("thread-the-needle", Ask),
                ("childs-pose", Ask),
                ("cobra", Ask),
                ("prone-y-t-i", Ask),
            ],
        ),
        (
            "pregnancy",
            &[
                ("cobra", Substitute),
                ("prone-y-t-i", Substitute),
                ("reclining-twist", Substitute),
                ("overhead-reach-reclined", Substitute),
                ("chest-opener-ball", Substitute),
            ],
        ),
        (
            "shoulder-trouble",
            &[
                ("chest-opener-clasped", Exclude),
                ("chest-opener-ball", Exclude),
                ("doorway-chest-stretch", Exclude),
                ("overhead-reach", Exclude),
                ("overhead-reach-reclined", Exclude),
                ("wall-angels", Exclude),
            ],
        ),
        (
            "knee-wrist-trouble",
            &[
                ("cat-cow", Substitute),
                ("thread-the-needle", Substitute),
                ("childs-pose", Substitute),
                ("downward-dog", Substitute),
            ],
        ),
        (
            "unsteady",
            &[
                ("chest-opener-ball", Substitute),
                ("prone-y-t-i", Substitute),
                ("suspension-row", Substitute),
                ("thoracic-side-bend", Substitute),
            ],
        ),
        (
            "reduced-feeling",
            &[
                ("heat", Exclude),
                ("cold", Exclude),
                ("heat-cold-contrast", Exclude),
            ],
        ),
        (
            "cold-sensitivity",
            &[("cold", Exclude), ("heat-cold-contrast", Exclude)],
        ),
        (
            "recent-injury",
            &[("heat", Exclude), ("heat-cold-contrast", Exclude)],
        ),
    ];
    let library = unhunch_bundle::library();
    assert_eq!(library.vocabulary().flags.len(), facts.len());
    for (flag, techniques) in facts {
        for (technique, least) in *techniques {
            let technique = library.technique(technique).expect("it is there");
            let caution = technique
                .cautions
                .iter()
                .find(|one| one.flag.as_str() == *flag)
                .unwrap_or_else(|| panic!("{} has no caution for {flag}", technique.id));
            assert!(caution.action.value >= *least, "{} {flag}", technique.id);
            let instead = caution.substitute.as_ref();
            assert!(instead.is_some(), "{} {flag}: no substitute", technique.id);
        }
    }
    // Gentle work with the hands stays with blood thinners; cold may be offered after an injury.
    let free = [
        ("blood-thinners", "butterfly-self-massage"),
        ("blood-thinners", "pressure-point-release"),
        ("recent-injury", "cold"),
    ];
    for (flag, technique) in free {
        let technique = library.technique(technique).expect("it is there");
        let touched = technique
            .cautions
            .iter()
            .any(|one| one.flag.as_str() == flag);
        assert!(!touched, "{} {flag}", technique.id);
    }
}

#[test]
fn every_caution_names_a_substitute_that_its_flag_leaves() {
    let library = unhunch_bundle::library();
    for technique in library.techniques() {
        for caution in &technique.cautions {
            let mut request = all(&library, 10, Goal::Relief);
            request.flags.set.push(everywhere(&caution.flag.value));
            let substitute = caution.substitute.as_ref();
            let substitute = substitute.and_then(|one| library.technique(one.as_str()));
            let substitute = substitute.unwrap_or_else(|| panic!("{}", technique.id));
            let places = positions_left(substitute, library.vocabulary(), &request.flags);
            assert_eq!(verdict(substitute, &request.flags), Verdict::Free);
            assert!(!places.left.is_empty(), "{}", substitute.id);
        }
    }
}

#[test]
fn effort_by_pain_is_that_of_the_facts() {
    let library = unhunch_bundle::library();
    let said: Vec<EffortAction> = (0..=10)
        .map(|pain| effort(library.safety(), pain).action)
        .collect();
    let (on, easier, stop) = (EffortAction::GoOn, EffortAction::Easier, EffortAction::Stop);
    assert_eq!(
        said,
        [on, on, on, on, easier, easier, stop, stop, stop, stop, stop]
    );
}

/// A random person with a random wish.
#[derive(Debug, Clone)]
struct Asked {
    flags: Vec<(prop::sample::Index, Option<prop::sample::Index>)>,
    agreed: Vec<prop::sample::Index>,
    flared: Vec<prop::sample::Index>,
    positions: Vec<prop::sample::Index>,
    props: Vec<prop::sample::Index>,
    area: Option<(prop::sample::Index, u32, bool)>,
    minutes: u32,
    goal: usize,
    intensity: u8,
    seed: u64,
    gentle: bool,
}

fn asked() -> impl Strategy<Value = Asked> {
    use prop::collection::vec;
    use prop::option::weighted;
    let index = any::<prop::sample::Index>;
    (
        vec((index(), weighted(0.3, index())), 0..5),
        vec(index(), 0..4),
        vec(index(), 0..3),
        vec(index(), 1..7),
        vec(index(), 0..15),
        weighted(0.6, (index(), 0..=10_u32, any::<bool>())),
        (1..=60_u32, 0..4_usize, 0..3_u8, 0..5_u64),
        prop::bool::weighted(0.25),
    )
        .prop_map(
            |(flags, agreed, flared, positions, props, area, rest, gentle)| Asked {
                flags,
                agreed,
                flared,
                positions,
                props,
                area,
                minutes: rest.0,
                goal: rest.1,
                intensity: rest.2,
                seed: rest.3,
                gentle,
            },
        )
}

fn request(library: &Library, asked: &Asked) -> Request {
    let vocabulary = library.vocabulary();
    let technique = |at: &prop::sample::Index| at.get(library.techniques()).id.value.clone();
    let mut request = all(library, asked.minutes, GOALS[asked.goal]);
    for (at, area) in &asked.flags {
        let flag = at.get(&vocabulary.flags);
        let area = area
            .filter(|_| flag.local == Some(true))
            .map(|at| at.get(&vocabulary.areas).id.value.clone());
        request.flags.set.push(FlagSet {
            flag: flag.id.value.clone(),
            areas: area.into_iter().collect(),
        });
    }
    request.flags.agreed = asked.agreed.iter().map(technique).collect();
    request.flared = asked.flared.iter().map(technique).collect();
    request.positions = asked
        .positions
        .iter()
        .map(|at| at.get(&vocabulary.positions).id.value.clone())
        .collect();
    // Surroundings stay; props come as they may.
    request.equipment = vocabulary
        .surroundings()
        .map(|one| one.id.value.clone())
        .chain(
            asked
                .props
                .iter()
                .map(|at| at.get(&vocabulary.equipment).id.value.clone()),
        )
        .collect();
    request.areas.extend(asked.area.map(|(at, pain, sided)| {
        let area = at.get(&vocabulary.areas);
        WantedArea {
            area: area.id.value.clone(),
            side: (sided && area.sided == Some(true)).then_some(Side::Right),
            pain,
        }
    }));
    request.intensity =
        [Intensity::Gentle, Intensity::Moderate, Intensity::Strong][usize::from(asked.intensity)];
    request.seed = asked.seed;
    request
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        // The same people on every run: about one request in ten thousands keeps the exact search busy
        // for many seconds, and this test is about what is planned, not how fast.
        rng_seed: RngSeed::Fixed(20_261_120),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_flags_and_no_wish_bring_what_is_ruled_out(asked in asked()) {
        let library = unhunch_bundle::library();
        let level = if asked.gentle { Level::SeeProfessional } else { Level::Clear };
        tried(&library, Clearance::recorded(level), &request(&library, &asked));
    }
}
