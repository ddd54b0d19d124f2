//! A small reader of CPLEX LP files, enough to hold a choice against what was written.

use std::collections::HashMap;

use super::super::model::Instance;

/// A linear form and its limit.
struct Row {
    terms: Vec<(i64, String)>,
    sense: String,
    limit: i64,
}

/// What an LP file says.
pub(super) struct File {
    objective: Vec<(i64, String)>,
    rows: Vec<Row>,
    upper: HashMap<String, i64>,
    binaries: Vec<String>,
}

/// Reads a file that the exporter wrote.
pub(super) fn read(text: &str) -> File {
    let mut file = File {
        objective: Vec::new(),
        rows: Vec::new(),
        upper: HashMap::new(),
        binaries: Vec::new(),
    };
    let mut section = "";
    let mut pending: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('\\')) {
        match line {
            "Maximize" | "Subject To" | "Bounds" | "Binary" | "End" => {
                if section == "Maximize" {
                    file.objective = terms(&pending[1..]);
                }
                pending.clear();
                section = line;
                continue;
            }
            _ => {}
        }
        let words = line.split_whitespace().map(str::to_owned);
        match section {
            "Maximize" => pending.extend(words),
            "Subject To" => {
                pending.extend(words);
                let sense = pending.iter().position(|word| word == "<=" || word == ">=");
                if let Some(at) = sense {
                    let terms = terms(&pending[1..at]);
                    let limit = pending[at + 1].parse().unwrap();
                    file.rows.push(Row {
                        terms,
                        sense: pending[at].clone(),
                        limit,
                    });
                    pending.clear();
                }
            }
            "Bounds" => {
                let words: Vec<String> = words.collect();
                match words.as_slice() {
                    [name, equals, value] if equals == "=" => {
                        file.upper.insert(name.clone(), value.parse().unwrap());
                    }
                    [zero, _, name, _, value] if zero == "0" => {
                        file.upper.insert(name.clone(), value.parse().unwrap());
                    }
                    other => panic!("not a bound: {other:?}"),
                }
            }
            "Binary" => file.binaries.extend(words),
            _ => panic!("text outside of the sections: {line}"),
        }
    }
    assert_eq!(section, "End");
    file
}

/// `+ 3 x1 - x2` and so on.
fn terms(words: &[String]) -> Vec<(i64, String)> {
    let (mut terms, mut sign, mut factor) = (Vec::new(), 1, 1);
    for word in words {
        match word.as_str() {
            "+" => sign = 1,
            "-" => sign = -1,
            _ => match word.parse::<i64>() {
                Ok(number) => factor = number,
                Err(_) => {
                    terms.push((sign * factor, word.clone()));
                    (sign, factor) = (1, 1);
                }
            },
        }
    }
    terms
}

impl File {
    /// What the file gives for a choice, with the other variables set as well as they can be; `None`
    /// when a row does not hold.
    pub(super) fn value_of(&self, instance: &Instance, chosen: &[usize]) -> Option<i64> {
        let mut values: HashMap<String, i64> = HashMap::from([("one".to_owned(), 1)]);
        for &index in chosen {
            let one = &instance.candidates[index];
            values.insert(format!("x{index}"), 1);
            values.insert(format!("p{}", one.position), 1);
            for prop in (0..64).filter(|prop| one.props >> prop & 1 == 1) {
                values.insert(format!("e{prop}"), 1);
            }
        }
        assert!(
            values
                .keys()
                .all(|name| name == "one" || self.binaries.contains(name))
        );
        // The dear bands first, each up to its bound.
        for area in 0..instance.areas.len() {
            let mut left: i64 = chosen
                .iter()
                .map(|&one| i64::from(instance.candidates[one].load[area]))
                .sum();
            for band in 0.. {
                let name = format!("y{area}_{band}");
                let Some(most) = self.upper.get(&name) else {
                    break;
                };
                let here = left.min(*most);
                values.insert(name, here);
                left -= here;
            }
        }
        let sum = |terms: &[(i64, String)]| -> i64 {
            terms
                .iter()
                .map(|(factor, name)| factor * values.get(name).unwrap_or(&0))
                .sum()
        };
        let holds = |row: &Row| match row.sense.as_str() {
            "<=" => sum(&row.terms) <= row.limit,
            _ => sum(&row.terms) >= row.limit,
        };
        self.rows.iter().all(holds).then(|| sum(&self.objective))
    }
}
