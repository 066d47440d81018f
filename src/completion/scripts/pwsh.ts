/** For PowerShell 7. An empty word is told by --next, because older ones lose it on the way to a program. */
export const pwsh = `# smsctl completion for PowerShell. To load it: smsctl completion pwsh | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName smsctl -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = @()
    $end = $null
    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
        if ($element.Extent.StartOffset -ge $cursorPosition) { break }
        $text = $element.Extent.Text
        $end = $element.Extent.EndOffset
        if ($end -gt $cursorPosition) {
            $text = $text.Substring(0, $cursorPosition - $element.Extent.StartOffset)
        }
        elseif ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
            $text = $element.Value
        }
        $words += $text
    }
    $options = @()
    if ($null -eq $end -or $end -lt $cursorPosition) { $options += '--next' }

    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $lines = @(& smsctl complete @options '--' @words 2>$null)
    }
    catch { return }
    finally { [Console]::OutputEncoding = $encoding }

    # Where nothing is offered, PowerShell offers files by itself.
    if ($lines.Count -lt 2 -or $lines[0] -ne 'values') { return }
    foreach ($line in $lines | Select-Object -Skip 1) {
        $value, $meaning = $line -split "\`t", 2
        if (-not $meaning) { $meaning = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
    }
}
`;
