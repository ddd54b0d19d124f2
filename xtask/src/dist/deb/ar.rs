//! The container of a Debian package: an `ar` archive, as deb(5) has it.

/// What every archive begins with.
const MAGIC: &[u8] = b"!<arch>\n";

/// Packs members in this order; all are root's, of one time, and readable.
pub(super) fn ar(members: &[(&str, &[u8])], time: u64) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    for (name, bytes) in members {
        let header = format!(
            "{name:<16}{time:<12}{:<6}{:<6}{:<8}{:<10}`\n",
            0,
            0,
            "100644",
            bytes.len()
        );
        out.extend_from_slice(header.as_bytes());
        out.extend_from_slice(bytes);
        // Each member begins at an even place.
        if bytes.len() % 2 == 1 {
            out.push(b'\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_padded_to_even_places() {
        let out = ar(
            &[("debian-binary", b"2.0\n"), ("odd", b"x"), ("last", b"yz")],
            7,
        );
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "!<arch>\n\
             debian-binary   7           0     0     100644  4         `\n2.0\n\
             odd             7           0     0     100644  1         `\nx\n\
             last            7           0     0     100644  2         `\nyz"
        );
    }
}
