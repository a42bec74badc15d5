package org.tongzhou.claim.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Money;

/** Step 3: what it comes to, the facts that were read, what else may be claimed, and the word that it is true; {@code own} when the member writes, who alone may name another card; {@code ticked} are the plans to go on with while a fact is put right. */
public record CheckPage(
        long id,
        int version,
        String saved,
        @Nullable Money total,
        List<Sum> sums,
        List<Row> rows,
        List<Offer> offers,
        List<String> ticked,
        List<String> hints,
        @Nullable Same same,
        String card,
        boolean own,
        boolean editing,
        Map<String, String> errors) {

    /** True where a link would leave behind what is ticked or typed. */
    public boolean holds() {
        return editing || !offers.isEmpty();
    }

    /** One benefit that is filed with the event; {@code against} are the rules that stand against it. */
    public record Sum(String plan, Money amount, Explanation explanation, List<String> against) {}

    /** One fact; {@code edit} draws its input; {@code note} says why to look at it. */
    public record Row(
            String code,
            String label,
            String value,
            String typed,
            String type,
            boolean low,
            String note,
            boolean edit,
            @Nullable String error) {}

    /** The submitted case that the receipt already lies with. */
    public record Same(String href, String line) {}

    /** A lump sum that can be ticked, its evidence being there; {@code ticked} where it was. */
    public record Offer(String plan, String title, String text, boolean ticked) {}
}
