//! The picture for terminals that show ASCII only.

use ratatui::buffer::Buffer;
use unhunch_host::unicode::ascii;

/// Makes ASCII of every cell: lines and blocks get their plain forms, text what is nearest.
pub(crate) fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        let plain = match symbol {
            "\u{2500}" => "-",
            "\u{2501}" => "=",
            "\u{2502}" => "|",
            "\u{256d}" | "\u{256e}" | "\u{2570}" | "\u{256f}" => "+",
            "\u{2588}" | "\u{2586}" | "\u{2587}" | "\u{25a0}" | "\u{25cf}" => "#",
            "\u{2584}" | "\u{2585}" | "\u{25a3}" => "=",
            "\u{2581}" | "\u{2582}" | "\u{2583}" | "\u{2591}" => "_",
            "\u{2580}" => "\"",
            "\u{25b6}" | "\u{203a}" | "\u{2192}" => ">",
            "\u{25c0}" | "\u{2190}" => "<",
            "\u{25b2}" | "\u{2191}" => "^",
            "\u{25bc}" | "\u{2193}" => "v",
            "\u{2022}" | "\u{2713}" => "*",
            "\u{25cb}" | "\u{25a1}" | "\u{00b7}" => ".",
            _ => {
                let plain: String = ascii(symbol).chars().take(1).collect();
                cell.set_symbol(&plain);
                continue;
            }
        };
        cell.set_symbol(plain);
    }
}
