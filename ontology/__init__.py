"""The words that both sides share: classes, properties, records, shapes, gazetteer, errors."""
