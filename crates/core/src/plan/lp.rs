//! The same instance in CPLEX LP format, so that any integer solver can confirm a score.
//!
//! Variables: `x` for each candidate, `p` for each position visited, `e` for each prop fetched (all
//! binary), and `y` for the load of each area in each band (continuous; concavity makes the solver
//! fill the dear bands first). `one` is fixed to 1 and carries the constant that the first position
//! costs nothing.

use std::fmt::Write as _;

use super::build::Built;
use super::model::{BAND_POINTS, Candidate, Instance};
use crate::content::Library;

/// The instance as a CPLEX LP file, with comments that say what each variable stands for.
pub(super) fn write(library: &Library, built: &Built) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = comments(library, built, &mut out);
    let _ = lay_out(&built.instance, &mut out);
    out
}

/// The bare instance as a CPLEX LP file.
#[cfg(test)]
pub(super) fn write_bare(instance: &Instance) -> String {
    let mut out = String::new();
    let _ = lay_out(instance, &mut out);
    out
}

fn comments(library: &Library, built: &Built, out: &mut String) -> std::fmt::Result {
    writeln!(
        out,
        "\\ unhunch: a planning problem; time in slots of {} s",
        super::model::SLOT_S
    )?;
    for (index, behind) in built.behind.iter().enumerate() {
        let technique = &library.techniques()[behind.technique];
        writeln!(
            out,
            "\\ x{index}: {} {} {} x {} s, {} sets",
            technique.id,
            behind.position,
            behind.dose.work.kind(),
            behind.dose.work.seconds(),
            behind.dose.sets
        )?;
    }
    for (name, ids) in [
        ("p", &built.positions),
        ("e", &built.props),
        ("load", &built.areas),
        ("muscle ", &built.muscles),
    ] {
        for (index, id) in ids.iter().enumerate() {
            writeln!(out, "\\ {name}{index}: {id}")?;
        }
    }
    Ok(())
}

fn lay_out(instance: &Instance, out: &mut String) -> std::fmt::Result {
    writeln!(out, "Maximize\n obj:")?;
    objective(instance, out)?;
    writeln!(out, "Subject To")?;
    choices(instance, out)?;
    coverage(instance, out)?;
    time(instance, out)?;
    positions(instance, out)?;
    warmth(instance, out)?;
    bounds(instance, out)
}

/// Writes ` + 3 x` terms, a few to a line, since the format limits a line's length.
fn terms(out: &mut String, terms: impl Iterator<Item = (i64, String)>) -> std::fmt::Result {
    let mut any = false;
    for (count, (factor, name)) in terms.filter(|(factor, _)| *factor != 0).enumerate() {
        any = true;
        if count > 0 && count % 8 == 0 {
            writeln!(out)?;
        }
        let sign = if factor < 0 { '-' } else { '+' };
        write!(out, " {sign} {} {name}", factor.abs())?;
    }
    if !any {
        write!(out, " 0 one")?;
    }
    Ok(())
}

fn x(index: usize) -> String {
    format!("x{index}")
}

/// Indexes of the candidates that satisfy a condition, each with a factor.
fn some<'i>(
    instance: &'i Instance,
    factor: impl Fn(&Candidate) -> i64 + 'i,
) -> impl Iterator<Item = (i64, String)> + 'i {
    instance
        .candidates
        .iter()
        .enumerate()
        .map(move |(index, one)| (factor(one), x(index)))
}

fn objective(instance: &Instance, out: &mut String) -> std::fmt::Result {
    let bands = instance.areas.iter().enumerate().flat_map(|(area, term)| {
        let gain =
            |(band, points): (usize, &i64)| (term.weight * points, format!("y{area}_{band}"));
        BAND_POINTS.iter().enumerate().map(gain).collect::<Vec<_>>()
    });
    let positions = (0..instance.positions).map(|p| (-instance.position_cost, format!("p{p}")));
    let props = (0..instance.props.min(64)).map(|e| (-instance.prop_cost, format!("e{e}")));
    let one = std::iter::once((instance.position_cost, "one".to_owned()));
    terms(
        out,
        some(instance, |one| one.points)
            .chain(bands)
            .chain(positions)
            .chain(props)
            .chain(one),
    )?;
    writeln!(out)
}

/// At most one of a group.
fn choices(instance: &Instance, out: &mut String) -> std::fmt::Result {
    for group in 0..instance.groups {
        write!(out, " group{group}:")?;
        terms(out, instance.group(group).map(|index| (1, x(index))))?;
        writeln!(out, " <= 1")?;
    }
    Ok(())
}

/// The bands of an area hold no more load than is brought.
fn coverage(instance: &Instance, out: &mut String) -> std::fmt::Result {
    for area in 0..instance.areas.len() {
        write!(out, " load{area}:")?;
        let bands = (0..BAND_POINTS.len()).map(|band| (1, format!("y{area}_{band}")));
        terms(
            out,
            bands.chain(some(instance, move |one| -i64::from(one.load[area]))),
        )?;
        writeln!(out, " <= 0")?;
    }
    Ok(())
}

/// The whole plan lies in the window.
fn time(instance: &Instance, out: &mut String) -> std::fmt::Result {
    let (least, most) = instance.window;
    let closing = instance.closing_slots;
    for (name, sign, limit) in [("most", "<=", most), ("least", ">=", least)] {
        write!(out, " {name}:")?;
        let taking =
            (0..instance.positions).map(|p| (i64::from(instance.position_slots), format!("p{p}")));
        terms(
            out,
            some(instance, |one| i64::from(one.slots)).chain(taking),
        )?;
        writeln!(out, " {sign} {}", i64::from(limit) - i64::from(closing))?;
    }
    Ok(())
}

/// Positions and props are paid for when something uses them; positions only then; something to end on
/// stands in the last one.
fn positions(instance: &Instance, out: &mut String) -> std::fmt::Result {
    for (index, one) in instance.candidates.iter().enumerate() {
        writeln!(out, " at{index}: {} - p{} <= 0", x(index), one.position)?;
        for prop in (0..64).filter(|prop| one.props >> prop & 1 == 1) {
            writeln!(out, " with{index}_{prop}: {} - e{prop} <= 0", x(index))?;
        }
    }
    for position in 0..instance.positions {
        write!(out, " used{position}:")?;
        terms(
            out,
            some(instance, move |one| i64::from(one.position == position)),
        )?;
        writeln!(out, " - p{position} >= 0")?;
        if instance.must_finish {
            write!(out, " end{position}:")?;
            terms(
                out,
                some(instance, move |one| {
                    i64::from(one.position == position && one.finish)
                }),
            )?;
            let later = (position + 1..instance.positions).map(|p| (1, format!("p{p}")));
            terms(
                out,
                std::iter::once((-1, format!("p{position}"))).chain(later),
            )?;
            writeln!(out, " >= 0")?;
        }
    }
    write!(out, " changes:")?;
    terms(out, (0..instance.positions).map(|p| (1, format!("p{p}"))))?;
    writeln!(out, " <= {}", instance.most_positions)?;
    write!(out, " some:")?;
    terms(out, some(instance, |_| 1))?;
    writeln!(out, " >= 1")
}

/// What needs a warm muscle has something that warms it in the same or an earlier position.
fn warmth(instance: &Instance, out: &mut String) -> std::fmt::Result {
    for (index, cold) in instance.candidates.iter().enumerate() {
        for &muscle in &cold.needs {
            write!(out, " warm{index}_{muscle}:")?;
            terms(
                out,
                some(instance, move |one| {
                    i64::from(one.position <= cold.position && one.warms.contains(&muscle))
                }),
            )?;
            writeln!(out, " - {} >= 0", x(index))?;
        }
    }
    Ok(())
}

fn bounds(instance: &Instance, out: &mut String) -> std::fmt::Result {
    writeln!(out, "Bounds\n one = 1")?;
    for (area, term) in instance.areas.iter().enumerate() {
        for band in 0..BAND_POINTS.len() {
            writeln!(out, " 0 <= y{area}_{band} <= {}", term.band)?;
        }
    }
    writeln!(out, "Binary")?;
    let binaries = (0..instance.candidates.len())
        .map(x)
        .chain((0..instance.positions).map(|p| format!("p{p}")))
        .chain((0..instance.props.min(64)).map(|e| format!("e{e}")));
    for name in binaries {
        writeln!(out, " {name}")?;
    }
    writeln!(out, "End")
}
