//! Forms and queries as they arrive: pairs of names and values, and what is wrong with them.

/// Names and values, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`, as queries and forms are written. Whatever it is, something is read.
    pub(crate) fn read(text: &str) -> Self {
        let parts = text.split('&').filter(|part| !part.is_empty());
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        };
        Self(parts.map(pair).collect())
    }

    /// The first value of a name.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0
            .iter()
            .filter(move |(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a name is there at all.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Every name with its value.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Adds a pair.
    pub(crate) fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// Written as a query.
    pub(crate) fn query(&self) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        pairs.join("&")
    }
}

/// A value out of a form: plus signs are spaces, and a percent sign stands before two digits. What is no
/// UTF-8 then becomes the sign for that.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let hex = hex.filter(|two| two.bytes().all(|one| one.is_ascii_hexdigit()));
        match (first, hex.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            (other, _) => bytes.push(*other),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A value for a query. The colon of `neck:left` stays, so that addresses can be read.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The field.
    pub(crate) field: &'static str,
    /// What is wrong and what to do, in a sentence.
    pub(crate) says: String,
}

/// What is wrong with a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Adds one.
    pub(crate) fn add(&mut self, field: &'static str, says: impl Into<String>) {
        self.0.push(Fault {
            field,
            says: says.into(),
        });
    }

    /// What is wrong with a field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|one| one.field == field)
            .map(|one| one.says.as_str())
    }

    /// Something that is wrong.
    pub(crate) fn any(&self) -> Option<&str> {
        self.0.first().map(|one| one.says.as_str())
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A pain of 0 to 10 out of a form; nothing where none was said.
pub(crate) fn pain(fields: &Fields, name: &'static str, faults: &mut Faults) -> Option<u8> {
    let text = fields.first(name).unwrap_or_default().trim();
    if text.is_empty() {
        return None;
    }
    match text.parse::<u8>() {
        Ok(pain) if pain <= 10 => Some(pain),
        _ => {
            faults.add(name, "Pain goes from 0 to 10. Choose a number, or skip it.");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut fields = Fields::default();
        fields.push("area", "neck:left");
        fields.push("name", "Tea & a 100 % stretch, süß");
        fields.push("area", "");
        let query = fields.query();
        assert_eq!(
            query,
            "area=neck:left&name=Tea+%26+a+100+%25+stretch%2C+s%C3%BC%C3%9F&area="
        );
        assert_eq!(Fields::read(&query), fields);
        assert_eq!(fields.all("area").collect::<Vec<_>>(), ["neck:left", ""]);
    }

    #[test]
    fn anything_is_read() {
        for (text, value) in [
            ("a=%", "%"),
            ("a=%4", "%4"),
            ("a=%zz", "%zz"),
            ("a=%ff", "\u{fffd}"),
            ("a=%+1", "% 1"),
            ("a", ""),
        ] {
            assert_eq!(Fields::read(text).first("a"), Some(value), "{text}");
        }
        assert_eq!(Fields::read("&&"), Fields::default());
    }

    #[test]
    fn a_pain_is_a_number_up_to_ten() {
        for (text, expected) in [("", None), (" 7 ", Some(7)), ("10", Some(10))] {
            let mut faults = Faults::default();
            let fields = Fields::read(&format!("pain={}", encoded(text)));
            assert_eq!(pain(&fields, "pain", &mut faults), expected);
            assert!(faults.is_empty());
        }
        for text in ["11", "-1", "x", "1.5", "999999"] {
            let mut faults = Faults::default();
            assert_eq!(
                pain(&Fields::read(&format!("pain={text}")), "pain", &mut faults),
                None
            );
            assert!(faults.of("pain").is_some(), "{text}");
        }
    }
}
