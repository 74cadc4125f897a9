// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace EvalTrack {

/// A language that nobody speaks: each text is the one of another translator, made longer by some
/// 40 %, in brackets whose loss shows that it was cut; read from the right. Lives in the UI thread.
class PseudoTranslator final : public QTranslator
{
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    /// Whose texts are made longer; it outlives this.
    void pad(const QTranslator *base) { m_base = base; }

    [[nodiscard]] bool isEmpty() const override { return m_base == nullptr; }
    [[nodiscard]] QString translate(const char *context, const char *sourceText,
                                    const char *disambiguation = nullptr,
                                    int n = -1) const override;

    [[nodiscard]] static QString padded(const QString &text);

private:
    const QTranslator *m_base = nullptr;
};

} // namespace EvalTrack
