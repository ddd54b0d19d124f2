//! `unhunch content stats`: what a set holds, counted.

use unhunch_core::content::Library;
use unhunch_core::content::stats::{Counts, Stats, Times};
use unhunch_core::wire::ContentStatsWire;

use crate::args::StatsArgs;
use crate::context::{Context, own_library};
use crate::error::{Exit, Outcome};
use crate::output::{Paper, json, name};
use crate::phrases::{counted, minutes_seconds};

/// Counts a set.
pub(super) fn run(context: &Context, args: &StatsArgs) -> Outcome {
    let own: Library;
    let library = match &args.set {
        Some(set) => {
            own = own_library(set, context.with_default())?;
            &own
        }
        None => context.library()?,
    };
    let stats = Stats::of(library);
    if args.json {
        json(&ContentStatsWire::new(&stats))?;
    } else {
        told(&stats).print()?;
    }
    Ok(Exit::Done)
}

fn told(stats: &Stats) -> Paper {
    let mut paper = Paper::new();
    paper.heading("What the set holds");
    let techniques = format!(
        "{}: {} for plans, {} with sides, {} with a figure, {}",
        stats.techniques,
        stats.planned,
        stats.sided,
        stats.drawn,
        counted(stats.cautions, "caution")
    );
    paper.field("techniques", &techniques);
    paper.field(
        "",
        &format!("{} at their usual dose", times(stats.technique_times)),
    );
    paper.field(
        "routines",
        &format!("{}: {}", stats.routines, times(stats.routine_times)),
    );
    let words = counted(stats.guide_words, "word");
    paper.field("guides", &format!("{}: {words}", stats.guides));
    paper.field("safety check", &counted(stats.questions, "question"));
    if let Some((date, id)) = &stats.oldest_review {
        paper.field("oldest review", &format!("{date} ({id})"));
    }
    for counts in &stats.counts {
        paper.heading(&format!("Techniques by {}", one_of(counts)));
        let widest = counts
            .entries
            .iter()
            .map(|entry| entry.id.len())
            .max()
            .unwrap_or(0);
        for entry in &counts.entries {
            let id = name(&format!("{:<widest$}", entry.id));
            paper.item(2, &format!("{:>4}  {id}  ", entry.techniques), &entry.name);
        }
    }
    paper
}

/// "0:35 min to 4:05 min, 61:20 min in all".
fn times(times: Times) -> String {
    format!(
        "{} to {}, {} in all",
        minutes_seconds(times.least_s),
        minutes_seconds(times.most_s),
        minutes_seconds(times.total_s)
    )
}

fn one_of(counts: &Counts) -> &'static str {
    match counts.of {
        "families" => "family",
        "areas" => "area",
        "muscles" => "muscle",
        "positions" => "position",
        "equipment" => "equipment",
        "causes" => "cause",
        "traits" => "trait",
        "flags" => "flag with a caution",
        _ => "source",
    }
}
