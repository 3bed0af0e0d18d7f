//! The evidence screen.

messages! {
    TITLE = "存证记录", "Evidence";
}
