/** Stands for whatever is slow: a database, another service. */
export async function fetchMenu(language: string): Promise<readonly string[]> {
  await new Promise((resolve) => setTimeout(resolve, 20))
  return language === 'en' ? ['Paella', 'Noodles'] : ['Paella', 'Fideuà']
}
