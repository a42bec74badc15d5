package org.tongzhou.plan;

import java.util.Locale;

/** The same words in Chinese and English; a plan file must give both. */
public record Text(String zh, String en) {
    /** English for an English locale, else Chinese. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("en") ? en : zh;
    }
}
