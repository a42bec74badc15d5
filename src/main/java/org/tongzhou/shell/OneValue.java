package org.tongzhou.shell;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.CollectionFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** A field of many that comes once is one value, though a comma stands in it, as in 1,000.00; a blank one is none. */
record OneValue(ConversionService values) implements GenericConverter {
    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(
                new ConvertiblePair(String.class, Collection.class),
                new ConvertiblePair(String[].class, Collection.class));
    }

    @Override
    public @Nullable Object convert(@Nullable Object field, TypeDescriptor sourceType, TypeDescriptor targetType) {
        TypeDescriptor of = Objects.requireNonNull(targetType.getElementTypeDescriptor());
        String[] given = field instanceof String[] several ? several : new String[] {String.valueOf(field)};
        Collection<Object> all = CollectionFactory.createCollection(targetType.getType(), of.getType(), given.length);
        for (String one : field == null ? new String[0] : given) {
            // Spaces and control characters too: what converts to nothing would lie in the collection as null.
            if (!one.trim().isEmpty()) {
                all.add(Objects.requireNonNull(values.convert(one, TypeDescriptor.valueOf(String.class), of)));
            }
        }
        return all;
    }
}
