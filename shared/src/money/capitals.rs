//! Amounts in legal capitals 人民币大写.

use super::Money;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [(u64, &str); 4] = [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")];
const GROUPS: [(u64, &str); 5] = [
    (10_000_000_000_000_000, "亿亿"),
    (1_000_000_000_000, "万亿"),
    (100_000_000, "亿"),
    (10_000, "万"),
    (1, ""),
];

/// The amount as contracts write it, such as `叁拾万元整` or `壹仟零伍拾元叁角`.
///
/// A run of zeros is one 零; 整 follows when there are no jiao and fen. A negative
/// amount begins with 负.
///
/// # Source
/// People's Bank of China, 支付结算办法 annex 正确填写票据和结算凭证的基本规定 (未核实).
pub fn capitals(money: Money) -> String {
    let fen = money.fen().unsigned_abs();
    let (yuan, jiao, rest) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut text = String::new();
    if money.is_negative() {
        text.push('负');
    }
    if yuan > 0 || fen == 0 {
        push_yuan(&mut text, yuan);
        text.push('元');
    }
    match (jiao, rest) {
        (0, 0) => text.push('整'),
        (0, rest) => {
            if yuan > 0 {
                text.push('零');
            }
            push_digit(&mut text, rest);
            text.push('分');
        }
        (jiao, rest) => {
            push_digit(&mut text, jiao);
            text.push('角');
            if rest > 0 {
                push_digit(&mut text, rest);
                text.push('分');
            }
        }
    }
    text
}

fn push_yuan(text: &mut String, yuan: u64) {
    if yuan == 0 {
        text.push('零');
        return;
    }
    let mut started = false;
    let mut gap = false;
    // Whether 亿 has been written for what stands above it, so 万亿 reads once.
    let mut above_yi = false;
    for (size, name) in GROUPS {
        let group = yuan.checked_div(size).unwrap_or(0) % 10_000;
        if group == 0 {
            gap = started;
            if name == "亿" && above_yi {
                text.push('亿');
            }
            continue;
        }
        push_group(text, group, &mut started, gap);
        gap = false;
        match name {
            "万亿" => {
                text.push('万');
                above_yi = true;
            }
            "亿亿" => {
                text.push('亿');
                above_yi = true;
            }
            other => text.push_str(other),
        }
    }
}

fn push_group(text: &mut String, group: u64, started: &mut bool, mut gap: bool) {
    for (size, name) in PLACES {
        let digit = group.checked_div(size).unwrap_or(0) % 10;
        if digit == 0 {
            gap = *started;
            continue;
        }
        if gap {
            text.push('零');
        }
        gap = false;
        push_digit(text, digit);
        text.push_str(name);
        *started = true;
    }
}

fn push_digit(text: &mut String, digit: u64) {
    let name = usize::try_from(digit).ok().and_then(|index| DIGITS.get(index));
    text.push_str(name.copied().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_contracts_write_them() {
        for (fen, text) in [
            (0, "零元整"),
            (5, "伍分"),
            (30, "叁角"),
            (100, "壹元整"),
            (30_000_000, "叁拾万元整"),
            (105_030, "壹仟零伍拾元叁角"),
            (10_005, "壹佰元零伍分"),
            (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
            (10_000_000_000, "壹亿元整"),
            (10_000_500_000, "壹亿零伍仟元整"),
            (10_050_000_000, "壹亿零伍拾万元整"),
            (1_000_100, "壹万零壹元整"),
            (100_000_000_000_000, "壹万亿元整"),
            (100_000_100_000_000, "壹万亿零壹佰万元整"),
            (100_020_000_000_000, "壹万零贰亿元整"),
            (-100, "负壹元整"),
        ] {
            assert_eq!(capitals(Money::from_fen(fen)), text);
        }
    }
}
