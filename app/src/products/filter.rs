//! Which products are listed: plain facts about products, no screens.

use shared::{
    catalogue::{Announced, Catalogue, Label, Product, Security},
    facts::Segment,
    schedule::RepaymentMethod,
};

/// What a listed product must be; whatever is absent does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Open to this kind of borrower.
    pub segment: Option<Segment>,
    /// With this behind it.
    pub security: Option<Security>,
    /// Repayable like this.
    pub method: Option<RepaymentMethod>,
    /// For this purpose, by its Chinese words.
    pub purpose: Option<String>,
    /// With these words in its name or its sentence, in either language.
    pub words: String,
}

impl Filter {
    /// Whether `product` is listed.
    pub fn admits(&self, product: &Product) -> bool {
        let of_segment = self.segment.is_none_or(|segment| product.segments.contains(&segment));
        let secured = self.security.is_none_or(|security| product.security == security);
        let repaid = self.method.is_none_or(|method| product.methods.contains(&method));
        let used = self
            .purpose
            .as_ref()
            .is_none_or(|purpose| product.purposes.iter().any(|offered| offered.zh == *purpose));
        of_segment && secured && repaid && used && self.names(&product.name, &product.summary)
    }

    /// Whether a product of which nothing but the name is known is listed.
    pub fn admits_announced(&self, announced: &Announced) -> bool {
        let asks_more = self.security.is_some() || self.method.is_some() || self.purpose.is_some();
        !asks_more && self.names(&announced.name, &announced.summary)
    }

    /// How many of the finer questions are answered.
    pub fn finer(&self) -> usize {
        let answered = [self.security.is_some(), self.method.is_some(), self.purpose.is_some()];
        answered.into_iter().filter(|answered| *answered).count()
    }

    /// Every word stands somewhere in what people read about the product.
    fn names(&self, name: &Label, summary: &Label) -> bool {
        let said = [&name.zh, &name.en, &summary.zh, &summary.en].map(|text| folded(text));
        let found = |word: &str| said.iter().any(|text| text.contains(word));
        folded(&self.words).split_whitespace().all(found)
    }
}

/// As people search: without regard to capitals.
fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// Every purpose any product has, once, in the order of the catalogue.
pub fn purposes(catalogue: &Catalogue) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for purpose in catalogue.products().iter().flat_map(|product| &product.purposes) {
        if !found.contains(purpose) {
            found.push(purpose.clone());
        }
    }
    found
}

/// Every repayment method any product has, once, in the order of the catalogue.
pub fn methods(catalogue: &Catalogue) -> Vec<RepaymentMethod> {
    let mut found = Vec::new();
    for method in catalogue.products().iter().flat_map(|product| &product.methods) {
        if !found.contains(method) {
            found.push(*method);
        }
    }
    found
}

/// Every security any product has, once, in the order of the catalogue.
pub fn securities(catalogue: &Catalogue) -> Vec<Security> {
    let mut found = Vec::new();
    for product in catalogue.products() {
        if !found.contains(&product.security) {
            found.push(product.security);
        }
    }
    found
}

/// The terms any product of a kind of borrower has, ascending.
pub fn terms(catalogue: &Catalogue, segment: Segment) -> Vec<u16> {
    let products = catalogue.products().iter();
    let of_segment = products.filter(|product| product.segments.contains(&segment));
    let mut found: Vec<u16> =
        of_segment.flat_map(|product| product.terms_months.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use shared::{canonical::Digest, catalogue::CatalogueDraft};

    use super::*;
    use crate::json;

    /// What this build carries for the quote: four products of three kinds of borrower.
    fn catalogue() -> Catalogue {
        let text = include_str!(concat!(env!("OUT_DIR"), "/catalogue.json"));
        let draft: CatalogueDraft = json::read(text).expect("a catalogue");
        Catalogue::published(draft, Digest::of(text.as_bytes()))
    }

    fn listed(filter: &Filter) -> Vec<String> {
        let catalogue = catalogue();
        let products = catalogue.products().iter().filter(|product| filter.admits(product));
        products.map(|product| product.id.clone()).collect()
    }

    #[test]
    fn a_fresh_filter_lists_everything() {
        assert_eq!(listed(&Filter::default()).len(), catalogue().products().len());
    }

    #[test]
    fn each_question_narrows_the_list() {
        let farmer = Filter { segment: Some(Segment::Farmer), ..Filter::default() };
        assert_eq!(listed(&farmer), ["farmer-quick"]);
        let seasonal = Filter { method: Some(RepaymentMethod::Seasonal), ..Filter::default() };
        assert_eq!(listed(&seasonal), ["farmer-quick"]);
        let mortgage = Filter { security: Some(Security::Mortgage), ..Filter::default() };
        assert_eq!(listed(&mortgage), Vec::<String>::new());
        let fodder =
            Filter { purpose: Some("购买种畜、饲料".to_owned()), ..Filter::default() };
        assert_eq!(listed(&fodder), ["farmer-quick"]);
        assert_eq!(Filter { words: "饲料".to_owned(), ..fodder }.finer(), 1);
    }

    #[test]
    fn words_are_found_in_either_language_whatever_their_capitals() {
        let named = |words: &str| listed(&Filter { words: words.to_owned(), ..Filter::default() });
        assert_eq!(named("云税"), ["cloud-tax"]);
        assert_eq!(named(" CLOUD  tax "), ["cloud-tax"]);
        assert_eq!(named("云税 房产"), Vec::<String>::new());
    }

    #[test]
    fn an_announced_product_is_found_by_name_only() {
        let announced = Announced {
            id: "later".to_owned(),
            name: Label::new("票保通", "Bill Guarantee"),
            summary: Label::new("尚未定义", "not yet defined"),
            source: "ours".to_owned(),
        };
        assert!(Filter::default().admits_announced(&announced));
        let bills = Filter { words: "票保".to_owned(), ..Filter::default() };
        assert!(bills.admits_announced(&announced));
        let secured = Filter { security: Some(Security::Pledge), ..Filter::default() };
        assert!(!secured.admits_announced(&announced));
    }

    #[test]
    fn what_can_be_asked_for_is_what_products_have() {
        let catalogue = catalogue();
        assert!(purposes(&catalogue).len() > 3);
        assert_eq!(securities(&catalogue), [Security::Unsecured]);
        assert!(methods(&catalogue).contains(&RepaymentMethod::AnyTime));
        assert_eq!(terms(&catalogue, Segment::Farmer), [6, 9, 12]);
    }
}
