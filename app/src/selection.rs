//! Up to three products chosen to be compared, as they stand in an address.

use shared::quote::MOST_OFFERS;

use crate::routes::Reference;

/// Products in the order they were chosen, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<Reference>);

impl Selection {
    /// Reads [`Self::text`]; what could not be a product, comes again or is too much is left out.
    pub fn parse(text: &str) -> Self {
        let mut selection = Self::default();
        for product in text.split(',').filter_map(Reference::parse) {
            if !selection.has(product.as_str()) {
                selection.toggle(&product);
            }
        }
        selection
    }

    /// As it stands in an address.
    pub fn text(&self) -> String {
        self.products().collect::<Vec<_>>().join(",")
    }

    /// The products, in the order chosen.
    pub fn products(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Reference::as_str)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether `product` is among them.
    pub fn has(&self, product: &str) -> bool {
        self.products().any(|chosen| chosen == product)
    }

    /// Whether nothing more can be chosen.
    pub fn is_full(&self) -> bool {
        self.0.len() >= MOST_OFFERS
    }

    /// Takes `product` out, or in while there is room.
    pub fn toggle(&mut self, product: &Reference) {
        if self.has(product.as_str()) {
            self.0.retain(|chosen| chosen != product);
        } else if !self.is_full() {
            self.0.push(product.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(id: &str) -> Reference {
        Reference::parse(id).expect("a product's name")
    }

    #[test]
    fn a_selection_reads_back_from_its_own_text_in_its_own_order() {
        let selection = Selection::parse("tax-e,micro-quick");
        assert_eq!(selection.text(), "tax-e,micro-quick");
        assert_eq!(Selection::parse(&selection.text()), selection);
        assert_eq!(Selection::parse(""), Selection::default());
    }

    #[test]
    fn nothing_is_chosen_twice_and_never_more_than_three() {
        let selection = Selection::parse("a,b,a,<x>,c,d");
        assert_eq!(selection.text(), "a,b,c");
        assert!(selection.is_full());
    }

    #[test]
    fn choosing_again_takes_out() {
        let mut selection = Selection::parse("a,b,c");
        selection.toggle(&product("d"));
        assert_eq!(selection.text(), "a,b,c");
        selection.toggle(&product("b"));
        assert_eq!(selection.text(), "a,c");
        selection.toggle(&product("d"));
        assert_eq!(selection.text(), "a,c,d");
    }
}
