//! Documents of which only the lists are written from code.

/// The document with every list in its place, between `<!-- list: NAME -->` and `<!-- end -->`, and the names of
/// the lists that have none.
pub(super) fn filled(document: &str, lists: &[(&str, String)]) -> (String, Vec<String>) {
    let mut text = document.to_owned();
    let mut missing = Vec::new();
    for (name, list) in lists {
        let begin = format!("<!-- list: {name} -->\n");
        let place = text.find(&begin).and_then(|at| {
            let from = at + begin.len();
            let length = text[from..].find("<!-- end -->")?;
            Some(from..from + length)
        });
        match place {
            Some(place) => text.replace_range(place, &format!("\n{}\n", wrapped(list))),
            None => missing.push((*name).to_owned()),
        }
    }
    (text, missing)
}

/// Lines of at most 120 characters; those of tables are left.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if line.starts_with('|') {
            out.push_str(line);
        } else {
            let mut width = 0;
            for word in line.split(' ') {
                if width > 0 && width + 1 + word.len() > 120 {
                    out.push('\n');
                    width = 0;
                }
                if width > 0 {
                    out.push(' ');
                    width += 1;
                }
                out.push_str(word);
                width += word.len();
            }
        }
        out.push('\n');
    }
    out
}
