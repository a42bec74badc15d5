package org.tongzhou.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tongzhou.plan.Benefit.ClassList;
import org.tongzhou.plan.Benefit.LumpSum;

/**
 * Under which names lump sums keep what they have paid: that of the list where each list pays once, else that of the benefit. Over a
 * life it is kept by list, too, what each came to. Under another name a new edition would pay again.
 */
final class PaidLists {
    private PaidLists() {}

    /** The key by which the later form of a benefit no longer finds what the earlier one has paid. */
    static Optional<String> moved(Benefit earlier, Benefit later) {
        if (!(earlier instanceof LumpSum before) || !(later instanceof LumpSum after)) {
            return Optional.empty();
        }
        if (before.eachList() != after.eachList()) {
            return Optional.of("each_list");
        }
        return keepsLists(before) && keepsLists(after) && isRenamed(before, after)
                ? Optional.of("lists")
                : Optional.empty();
    }

    private static boolean keepsLists(LumpSum sum) {
        return sum.eachList() || sum.once() == Per.LIFE;
    }

    /** True when a list is gone and another has come, or has its diseases: a list that is only gone pays nothing again. */
    private static boolean isRenamed(LumpSum before, LumpSum after) {
        Set<String> kept = names(after.lists());
        List<ClassList> gone = before.lists().stream()
                .filter(list -> !kept.contains(list.code()))
                .toList();
        boolean come = !names(before.lists()).containsAll(kept);
        Set<String> diseases = diseases(after.lists());
        return !gone.isEmpty() && (come || diseases(gone).stream().anyMatch(diseases::contains));
    }

    private static Set<String> names(List<ClassList> lists) {
        return lists.stream().map(ClassList::code).collect(Collectors.toSet());
    }

    private static Set<String> diseases(List<ClassList> lists) {
        return lists.stream()
                .flatMap(list -> list.classes().stream())
                .map(DiseaseClass::code)
                .collect(Collectors.toSet());
    }
}
