//! Putting a short or nearly ordered list in order.
//!
//! The standard library's sort is faster on long lists and costs a phone 18 kB of module; the
//! lists here have a few entries, or arrive almost in order.

use std::cmp::Ordering;

/// Orders `list` in place; entries that compare equal keep their order.
pub(crate) fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    for end in 1..list.len() {
        for at in (1..=end).rev() {
            let before = at.saturating_sub(1);
            match (list.get(before), list.get(at)) {
                (Some(a), Some(b)) if compare(a, b) == Ordering::Greater => list.swap(before, at),
                _ => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort_by;

    #[test]
    fn a_list_is_ordered_and_equals_keep_their_order() {
        let mut list = [(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        sort_by(&mut list, |a, b| a.0.cmp(&b.0));
        assert_eq!(list, [(1, 'b'), (1, 'e'), (2, 'd'), (3, 'a'), (3, 'c')]);
        sort_by::<u8>(&mut [], Ord::cmp);
    }
}
