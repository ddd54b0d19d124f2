//! A small lexer for Rust: it tells code, comments and string literals apart, and nothing more.
//!
//! That is enough to say what a program may show to a person (its strings) and what its code does, without
//! being misled by either standing in the other. It knows nested comments, raw, byte and C strings, and
//! characters that look like quotes; text that is no Rust (an open string) is taken to its end.

use std::ops::Range;

/// What a piece of source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Anything else: names, numbers, marks, characters.
    Code,
    /// `// ...` that is no documentation, and `/* ... */`.
    Comment,
    /// `/// ...` or `//! ...`.
    Doc,
    /// A string literal, with its quotes.
    Str {
        /// Whether backslashes are themselves.
        raw: bool,
    },
}

/// A piece of source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its place, in bytes.
    pub(crate) range: Range<usize>,
}

/// The pieces of a source text: they follow each other without gaps, and cover all of it.
pub(crate) fn pieces(source: &str) -> Vec<Piece> {
    let mut lexer = Lexer {
        bytes: source.as_bytes(),
        at: 0,
        pieces: Vec::new(),
        code_from: 0,
    };
    lexer.run();
    lexer.pieces
}

/// The line of a byte, from 1.
pub(crate) fn line_of(source: &str, at: usize) -> usize {
    let before = source.as_bytes().get(..at).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// What a string literal says: its text, with escapes resolved.
pub(crate) fn value(source: &str, piece: &Piece) -> String {
    let literal = source.get(piece.range.clone()).unwrap_or_default();
    let inner = literal.find('"').map_or("", |open| &literal[open + 1..]);
    let inner = inner.trim_end_matches('#');
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    match piece.kind {
        Kind::Str { raw: false } => unescape(inner),
        _ => inner.to_owned(),
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('0') => out.push('\0'),
            Some('x') => {
                let digits: String = rest.by_ref().take(2).collect();
                out.extend(code(&digits));
            }
            Some('u') => {
                let digits: String = rest.by_ref().take_while(|c| *c != '}').collect();
                out.extend(code(digits.trim_start_matches('{')));
            }
            // A line that goes on: the break and what indents the next line are left out.
            Some('\n') => while rest.next_if(|c| c.is_whitespace()).is_some() {},
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

fn code(digits: &str) -> Option<char> {
    u32::from_str_radix(&digits.replace('_', ""), 16)
        .ok()
        .and_then(char::from_u32)
}

struct Lexer<'s> {
    bytes: &'s [u8],
    at: usize,
    pieces: Vec<Piece>,
    /// Where the code began that has not become a piece yet.
    code_from: usize,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn run(&mut self) {
        while let Some(byte) = self.peek(0) {
            match byte {
                b'/' if self.peek(1) == Some(b'/') => self.line_comment(),
                b'/' if self.peek(1) == Some(b'*') => self.block_comment(),
                b'"' => self.string(self.at),
                b'\'' => self.quote(),
                byte if is_name(byte) => self.name(),
                _ => self.at += 1,
            }
        }
        self.end_code(self.bytes.len());
    }

    /// Makes a piece of the code before `to`.
    fn end_code(&mut self, to: usize) {
        if self.code_from < to {
            self.pieces.push(Piece {
                kind: Kind::Code,
                range: self.code_from..to,
            });
        }
    }

    /// Makes a piece from `from` to here.
    fn piece(&mut self, kind: Kind, from: usize) {
        self.end_code(from);
        self.at = self.at.min(self.bytes.len());
        self.pieces.push(Piece {
            kind,
            range: from..self.at,
        });
        self.code_from = self.at;
    }

    fn line_comment(&mut self) {
        let from = self.at;
        while self.peek(0).is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
        let text = &self.bytes[from..self.at];
        // Four slashes are a comment like any other.
        let doc =
            text.starts_with(b"//!") || text.starts_with(b"///") && text.get(3) != Some(&b'/');
        self.piece(if doc { Kind::Doc } else { Kind::Comment }, from);
    }

    fn block_comment(&mut self) {
        let from = self.at;
        self.at += 2;
        let mut depth = 1;
        while depth > 0 && self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
        }
        self.piece(Kind::Comment, from);
    }

    /// A name, which may turn out to be the prefix of a string.
    fn name(&mut self) {
        let from = self.at;
        while self.peek(0).is_some_and(is_name) {
            self.at += 1;
        }
        let name = &self.bytes[from..self.at];
        match name {
            b"r" | b"br" | b"cr" => self.raw_string(from),
            b"b" | b"c" if self.peek(0) == Some(b'"') => self.string(from),
            b"b" if self.peek(0) == Some(b'\'') => self.quote(),
            _ => {}
        }
    }

    /// A string with escapes, whose quote is here.
    fn string(&mut self, from: usize) {
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            self.at += match byte {
                b'\\' => 2,
                _ => 1,
            };
            if byte == b'"' {
                break;
            }
        }
        self.piece(Kind::Str { raw: false }, from);
    }

    /// A raw string, if the hashes or the quote of one are here.
    fn raw_string(&mut self, from: usize) {
        let mut hashes = 0;
        while self.peek(hashes) == Some(b'#') {
            hashes += 1;
        }
        if self.peek(hashes) != Some(b'"') {
            // A raw name, `r#type`.
            return;
        }
        self.at += hashes + 1;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            if byte == b'"' && (0..hashes).all(|ahead| self.peek(ahead) == Some(b'#')) {
                self.at += hashes;
                break;
            }
        }
        self.piece(Kind::Str { raw: true }, from);
    }

    /// A character or a lifetime: both are code.
    fn quote(&mut self) {
        self.at += 1;
        match self.peek(0) {
            Some(b'\\') => {
                // The escaped character may be a quote; what follows it is not.
                self.at += 2;
                while self
                    .peek(0)
                    .is_some_and(|byte| byte != b'\'' && byte != b'\n')
                {
                    self.at += 1;
                }
                self.at += 1;
            }
            Some(first) => {
                let width = match first {
                    0x00..0x80 => 1,
                    0x80..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    _ => 4,
                };
                // Without a closing quote it is a lifetime, and goes on as a name.
                if self.peek(width) == Some(b'\'') {
                    self.at += width + 1;
                }
            }
            None => {}
        }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str, kind: fn(Kind) -> bool) -> Vec<&str> {
        pieces(source)
            .into_iter()
            .filter(|piece| kind(piece.kind))
            .map(|piece| &source[piece.range])
            .collect()
    }

    fn strings(source: &str) -> Vec<String> {
        pieces(source)
            .iter()
            .filter(|piece| matches!(piece.kind, Kind::Str { .. }))
            .map(|piece| value(source, piece))
            .collect()
    }

    #[test]
    fn strings_of_every_kind_are_found_with_their_values() {
        let source = r####"f("a\"b", b"c\n", r"d\e", r#"f"g"#, br##"h"#i"##, c"j", cr"k", "l\x41\u{e9}m")"####;
        assert_eq!(
            strings(source),
            [
                "a\"b",
                "c\n",
                "d\\e",
                "f\"g",
                "h\"#i",
                "j",
                "k",
                "lA\u{e9}m"
            ]
        );
        assert_eq!(strings("\"over \\\n    two lines\""), ["over two lines"]);
    }

    #[test]
    fn what_only_looks_like_a_string_is_none() {
        for source in [
            "let r#type = 'a';",
            "let c = '\"'; let d = '\\''; let e = '\\\\'; let f = b'\"';",
            "fn f<'a>(x: &'a str) -> &'a str { x }",
            "// it's \"quoted\"\n/* \"a /* nested */ \" */",
            "let e = '\u{e9}'; let wide = '\u{1f600}';",
        ] {
            assert_eq!(strings(source), Vec::<String>::new(), "{source}");
        }
        assert_eq!(strings("'\"' + \"a\" + '\\u{22}' + \"b\""), ["a", "b"]);
    }

    #[test]
    fn comments_are_told_from_documentation_and_from_code() {
        let source = "//! a\n/// b\n// c\n//// d\ncode(); /* e */ more(\"// f\")";
        assert_eq!(of(source, |kind| kind == Kind::Doc), ["//! a", "/// b"]);
        assert_eq!(
            of(source, |kind| kind == Kind::Comment),
            ["// c", "//// d", "/* e */"]
        );
        let code = of(source, |kind| kind == Kind::Code).concat();
        assert!(code.contains("code();") && code.contains("more(") && !code.contains('f'));
    }

    #[test]
    fn the_pieces_cover_the_whole_source_whatever_it_is() {
        for source in [
            "",
            "\"open",
            "r#\"open",
            "/* open",
            "'",
            "'\\",
            "\"\\",
            "b'",
            "\u{e9}\"\u{e9}\"'\u{e9}'",
            "a \"b\" // c",
        ] {
            let mut end = 0;
            for piece in pieces(source) {
                assert_eq!(piece.range.start, end, "{source}");
                assert!(source.is_char_boundary(piece.range.end), "{source}");
                end = piece.range.end;
            }
            assert_eq!(end, source.len(), "{source}");
        }
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_of("a\nb\nc", 0), 1);
        assert_eq!(line_of("a\nb\nc", 2), 2);
        assert_eq!(line_of("a\nb\nc", 99), 1);
        assert_eq!(line_of("a\nb\nc", 5), 3);
    }
}
