package org.tongzhou.shell;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.CollectionFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** A field of many that comes once is one value, though a comma stands in it, as in 1,000.00; an empty one is none. */
record OneValue(ConversionService values) implements GenericConverter {
    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, Collection.class));
    }

    @Override
    public @Nullable Object convert(@Nullable Object field, TypeDescriptor sourceType, TypeDescriptor targetType) {
        TypeDescriptor of = Objects.requireNonNull(targetType.getElementTypeDescriptor());
        Collection<Object> one = CollectionFactory.createCollection(targetType.getType(), of.getType(), 1);
        if (field != null && !field.equals("")) {
            one.add(Objects.requireNonNull(values.convert(field, sourceType, of)));
        }
        return one;
    }
}
