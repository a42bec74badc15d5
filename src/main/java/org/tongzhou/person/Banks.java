package org.tongzhou.person;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the issuing bank of a card by its first digits; an unknown prefix names none. */
final class Banks {
    /** Six-digit prefixes in wide use by the banks that workers are paid through. */
    private static final Map<String, String> BY_PREFIX = Map.ofEntries(
            Map.entry("622848", "农业银行"),
            Map.entry("622846", "农业银行"),
            Map.entry("622849", "农业银行"),
            Map.entry("622841", "农业银行"),
            Map.entry("623052", "农业银行"),
            Map.entry("621700", "建设银行"),
            Map.entry("622700", "建设银行"),
            Map.entry("436742", "建设银行"),
            Map.entry("622280", "建设银行"),
            Map.entry("622202", "工商银行"),
            Map.entry("622203", "工商银行"),
            Map.entry("622208", "工商银行"),
            Map.entry("621226", "工商银行"),
            Map.entry("955880", "工商银行"),
            Map.entry("621661", "中国银行"),
            Map.entry("621660", "中国银行"),
            Map.entry("621785", "中国银行"),
            Map.entry("456351", "中国银行"),
            Map.entry("601382", "中国银行"),
            Map.entry("621799", "邮储银行"),
            Map.entry("622188", "邮储银行"),
            Map.entry("621098", "邮储银行"),
            Map.entry("622260", "交通银行"),
            Map.entry("622262", "交通银行"),
            Map.entry("622588", "招商银行"),
            Map.entry("621483", "招商银行"),
            Map.entry("622609", "招商银行"));

    private static final int PREFIX = 6;

    private Banks() {}

    static @Nullable String nameOf(String card) {
        return card.length() < PREFIX ? null : BY_PREFIX.get(card.substring(0, PREFIX));
    }
}
